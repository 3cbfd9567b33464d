import { expect, test } from "@jest/globals";
import { faultSyntax, parseFault } from "../../../../rehearsal/cloud/faults/api-fault";
import { FaultInjection } from "../../../../rehearsal/cloud/faults/fault-injection";
import type { AwsCall } from "../../../../rehearsal/cloud/faults/control-planes";

const call = (token: string, region: string, verb: AwsCall["verb"] = "updating"): AwsCall => ({
  token,
  region,
  verb,
});

/** What becomes of a call. */
function errorOf(written: string, asked: AwsCall): string | undefined {
  const injection = new FaultInjection({ faults: parseFault(written) ?? [] });
  return injection.attempt({ ...asked, subject: "it" })?.error;
}

const [us, eu] = ["us-east-1", "eu-west-1"];
const [bucket, database] = ["aws:s3/bucketPolicy:BucketPolicy", "aws:rds/instance:Instance"];
const [record, role] = ["aws:route53/record:Record", "aws:iam/role:Role"];

test.each(faultSyntax)("%s is understood as it is offered", (written) => {
  expect(parseFault(written)?.length).toBeGreaterThan(0);
});

test.each([
  "region-dark",
  "region-dark=Virginia",
  "api-throttle-error=0%",
  "api-throttle-error=101%",
  "api-throttle-error=5",
  "event=yesterday",
])("%s is not", (written) => {
  expect(parseFault(written)).toBeUndefined();
});

// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html
test.each<[string, AwsCall, string | undefined]>([
  ["what is in it", call(database, us), "timeout"],
  ["reads of what is in it", call(database, us, "reading"), "timeout"],
  ["nothing of another region", call(database, eu), undefined],
  ["names of all regions", call(record, eu), "timeout"],
  ["reads of names: no API of Route 53 is elsewhere", call(record, eu, "reading"), "timeout"],
  ["roles of all regions", call(role, eu), "timeout"],
  ["distributions", call("aws:cloudfront/distribution:Distribution", eu), "timeout"],
  ["plans of Region switch", call("aws:arcregionswitch/plan:Plan", eu), "timeout"],
  ["changes of buckets elsewhere", call(bucket, eu), "timeout"],
  ["no reads of buckets elsewhere", call(bucket, eu, "reading"), undefined],
  ["no accelerator", call("aws:globalaccelerator/accelerator:Accelerator", us), undefined],
  ["no routing control", call("aws:route53recoverycontrol/routingControl:RoutingControl", us), undefined],
])("with us-east-1 dark fails %s", (_, asked, error) => {
  expect(errorOf("region-dark=us-east-1", asked)).toBe(error);
});

test("with us-west-2 dark accelerators fail wherever they are asked for, and names do not", () => {
  const accelerator = call("aws:globalaccelerator/accelerator:Accelerator", eu);
  expect(errorOf("region-dark=us-west-2", accelerator)).toBe("timeout");
  expect(errorOf("region-dark=us-west-2", call(record, eu))).toBeUndefined();
});

test.each<[string, AwsCall, string | undefined]>([
  ["a launch in us-east-1", call("aws:ec2/instance:Instance", us, "creating"), "capacity"],
  ["a group there that grows", call("aws:autoscaling/group:Group", us), "capacity"],
  ["a new database there", call(database, us, "creating"), "capacity"],
  ["no change of a database there", call(database, us), undefined],
  ["no launch elsewhere", call("aws:ec2/instance:Instance", eu, "creating"), undefined],
  ["a change of a name", call(record, eu), "internal-error"],
  ["no look at a name", call(record, eu, "reading"), undefined],
  ["a change of a role", call(role, eu), "internal-error"],
  ["a table in us-east-1", call("aws:dynamodb/table:Table", us, "reading"), "timeout"],
  ["no table elsewhere", call("aws:dynamodb/table:Table", eu), undefined],
  ["no deletion of an instance", call("aws:ec2/instance:Instance", us, "deleting"), undefined],
])("on 20 October 2025 failed %s", (_, asked, error) => {
  expect(errorOf("event=us-east-1-2025-10-20", asked)).toBe(error);
});
