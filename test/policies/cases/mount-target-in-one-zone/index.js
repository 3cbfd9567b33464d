// A service over three zones that mounts a file system with a mount target in one of them.
const { aws, network, entrance, service, firewall } = require("../lib/platform");

const net = network("shop");
const { group } = entrance("shop", net, { targets: { targetType: "ip" } });
const files = new aws.efs.FileSystem("shared-files", { encrypted: true }, { protect: true });
new aws.efs.BackupPolicy("shared-files", { fileSystemId: files.id, backupPolicy: { status: "ENABLED" } });
const mounted = new aws.efs.MountTarget("shared-files", {
  fileSystemId: files.id,
  subnetId: net.privateIds[0],
  securityGroups: [firewall("shared-files", net, 2049).id],
});
service(
  "editor",
  net,
  {
    container: {
      portMappings: [{ containerPort: 8443 }],
      mountPoints: [{ sourceVolume: "files", containerPath: "/files" }],
    },
    task: {
      volumes: [
        { name: "files", efsVolumeConfiguration: { fileSystemId: files.id, transitEncryption: "ENABLED" } },
      ],
    },
    loadBalancers: [{ targetGroupArn: group.arn, containerName: "editor", containerPort: 8443 }],
  },
  { dependsOn: [mounted] },
);
