// The same task in both regions, with an image, a secret and a queue written out as those of the first.
const { failoverPair, service } = require("../lib/regions");

const { east, west } = failoverPair();
for (const { name, net, opts } of [east, west]) {
  service(`jobs-${name}`, net, {
    opts,
    container: {
      image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/jobs:1.4.2",
      secrets: [
        { name: "DATABASE", valueFrom: "arn:aws:secretsmanager:us-east-1:123456789012:secret:jobs-AbCdEf" },
      ],
      environment: [{ name: "QUEUE", value: "https://sqs.us-east-1.amazonaws.com/123456789012/jobs" }],
    },
  });
}
