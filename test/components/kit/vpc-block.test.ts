import { describe, expect, test } from "@jest/globals";
import { vpcBlockProblem } from "../../../components/kit/vpc-block";

describe("the block of a VPC", () => {
  test.each(["10.10.0.0/16", "172.16.0.0/20", "192.168.0.0/22", "100.64.0.0/16"])("may be %s", (block) => {
    expect(vpcBlockProblem(block)).toBeUndefined();
  });

  test.each([
    ["10.10.0.0", "a.b.c.d/n"],
    ["10.10.1.0/16", "host bits"],
    ["10.0.0.0/15", "no larger VPC"],
    ["10.10.0.0/23", "widen it"],
    ["169.254.0.0/16", "169.254.0.0/16"],
    ["127.0.0.0/16", "127.0.0.0/8"],
    ["224.0.0.0/20", "224.0.0.0/4"],
    ["255.255.0.0/16", "240.0.0.0/4"],
  ])("may not be %s: %s", (block, reason) => {
    expect(vpcBlockProblem(block)).toContain(reason);
  });
});
