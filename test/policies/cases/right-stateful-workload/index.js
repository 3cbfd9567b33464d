// A StatefulSet with a disk for each pod, and a workload with a claimed volume.
const { cluster, workload } = require("../lib/kubernetes");

const { on } = cluster();
workload("ledger", on, {
  kind: "StatefulSet",
  replicas: 3,
  spec: {
    serviceName: "ledger",
    podManagementPolicy: "OrderedReady",
    updateStrategy: { type: "OnDelete" },
    volumeClaimTemplates: [
      {
        metadata: { name: "data" },
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: "gp3",
          resources: { requests: { storage: "100Gi" } },
        },
      },
    ],
  },
});
workload("web", on, {
  pod: { volumes: [{ name: "files", persistentVolumeClaim: { claimName: "web-files" } }] },
});
