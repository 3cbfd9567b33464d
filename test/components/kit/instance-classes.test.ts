import { expect, test } from "@jest/globals";
import { defaultMaxConnections, hasLocalDisk, memoryGib } from "../../../components/kit/instance-classes";

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
test.each([
  ["db.m7g.large", 8],
  ["db.m7g.xlarge", 16],
  ["db.m6gd.medium", 4],
  ["db.m6idn.32xlarge", 512],
  ["db.r7g.large", 16],
  ["db.r6gd.4xlarge", 128],
  ["db.c6gd.2xlarge", 16],
  ["db.t4g.micro", 1],
  ["db.t4g.medium", 4],
  ["db.t3.2xlarge", 32],
])("%s has %d GiB", (instanceClass, gib) => {
  expect(memoryGib(instanceClass)).toBe(gib);
});

test.each(["db.x2g.large", "db.r4.large", "db.t2.micro", "db.z1d.large", "db.m7g.huge", "m7g.large", ""])(
  "what %p has, its name does not say",
  (instanceClass) => {
    expect(memoryGib(instanceClass)).toBeUndefined();
  },
);

test.each([
  ["db.t4g.micro", 77],
  ["db.t4g.small", 183],
  ["db.m7g.large", 818],
  ["db.m7g.xlarge", 1666],
  ["db.r7g.4xlarge", 5000],
  ["db.x2g.large", undefined],
])("%s takes about %p connections", (instanceClass, connections) => {
  expect(defaultMaxConnections(instanceClass)).toBe(connections);
});

test.each([
  ["db.m6gd.large", true],
  ["db.r6idn.xlarge", true],
  ["db.m7g.large", false],
  ["db.t4g.medium", false],
])("%s has a local disk: %p", (instanceClass, has) => {
  expect(hasLocalDisk(instanceClass)).toBe(has);
});
