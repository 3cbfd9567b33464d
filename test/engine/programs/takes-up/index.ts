import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

if (new pulumi.Config().getBoolean("declared") === true) {
  new aws.ec2.Vpc("network", { cidrBlock: "10.0.0.0/16", tags: { Name: "old" } });
}
export const keyArn = aws.kms.Key.get("key", "key-1").arn;
