import { describe, expect, test } from "@jest/globals";
import { loadBalancerHostedZoneId } from "../../../components/kit/load-balancer-hosted-zones";

describe("the zone of load balancers", () => {
  test("is the one of AWS's table", () => {
    expect(loadBalancerHostedZoneId("us-east-1")).toBe("Z35SXDOTRQ7X7K");
    expect(loadBalancerHostedZoneId("eu-west-1")).toBe("Z32O12XQLNTSW2");
  });

  test("is not guessed", () => {
    expect(() => loadBalancerHostedZoneId("moon-east-1")).toThrow(
      new RangeError("the zone of load balancers in moon-east-1 is not known; add it"),
    );
  });
});
