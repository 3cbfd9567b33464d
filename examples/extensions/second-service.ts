import * as aws from "@pulumi/aws";
import { type Extension, httpsListenerArn } from "../../components/global/platform";
import { AppTier } from "../../components/workloads/app-tier";
import { TargetTlsCertificate } from "../../components/workloads/target-tls-certificate";

const healthCheckPath = "/health";

/**
 * A second service on EC2 behind the same name: what begins with `/reports` goes to instances of its own, three over the zones
 * of each region. It has its own role, log and target group, and shares the network, the firewall and the certificate.
 */
export const reports: Extension = ({ services }) => {
  for (const service of services) {
    const { region } = service;
    const name = `${region.name}-reports`;
    const within = { parent: region };
    const { secretArn } = new TargetTlsCertificate(
      `${name}-target-tls`,
      { commonName: `reports.${region.name}.internal`, keyArn: region.keyArn },
      within,
    );
    const group = new aws.lb.TargetGroup(
      name,
      {
        vpcId: region.network.vpcId,
        port: AppTier.targetTlsPort,
        protocol: "HTTPS",
        deregistrationDelay: 30,
        healthCheck: {
          protocol: "HTTPS",
          path: healthCheckPath,
          interval: 5,
          timeout: 2,
          unhealthyThreshold: 2,
        },
      },
      within,
    );
    const rule = new aws.lb.ListenerRule(
      name,
      {
        listenerArn: httpsListenerArn(service),
        priority: 100,
        conditions: [{ pathPattern: { values: ["/reports", "/reports/*"] } }],
        actions: [{ type: "forward", targetGroupArn: group.arn }],
      },
      within,
    );
    new AppTier(
      name,
      {
        image: "public.ecr.aws/your-team/reports:1.0.0",
        port: 8080,
        instanceType: "t4g.small",
        minInstances: 3,
        maxInstances: 6,
        targetGroupArns: [group.arn],
        subnetIds: region.network.privateSubnetIds,
        securityGroupId: region.firewall.securityGroupIds.app,
        environment: { AWS_REGION: region.name },
        targetTlsSecretArn: secretArn,
        secretArns: region.credentialArns,
        keyArn: region.keyArn,
        healthCheckPath,
        logRetentionDays: 30,
      },
      // Nothing checks the health of a group that no listener sends to.
      { ...within, dependsOn: [rule, region.firewall] },
    );
  }
};
