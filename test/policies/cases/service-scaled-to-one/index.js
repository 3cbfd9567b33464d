// A Fargate service of six tasks that its scaling target may take down to one.
const { aws, pulumi, network, entrance, service } = require("../lib/platform");

const net = network("shop");
const { group } = entrance("shop", net, { targets: { targetType: "ip" } });
const container = { portMappings: [{ containerPort: 8443 }] };
const loadBalancers = [{ targetGroupArn: group.arn, containerName: "orders", containerPort: 8443 }];
const { cluster, running } = service(
  "orders",
  net,
  { container, loadBalancers },
  { ignoreChanges: ["desiredCount"] },
);

const scaled = {
  resourceId: pulumi.interpolate`service/${cluster.name}/${running.name}`,
  scalableDimension: "ecs:service:DesiredCount",
  serviceNamespace: "ecs",
};
const target = new aws.appautoscaling.Target("orders", { ...scaled, minCapacity: 1, maxCapacity: 10 });
new aws.appautoscaling.Policy(
  "orders",
  {
    ...scaled,
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 60,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
    },
  },
  { dependsOn: [target] },
);
