import { describe, expect, test } from "@jest/globals";
import { loadBalancerZone } from "../../../components/kit/load-balancer-zones";

describe("the zone of load balancers", () => {
  test("is the one of AWS's table", () => {
    expect(loadBalancerZone("us-east-1")).toBe("Z35SXDOTRQ7X7K");
    expect(loadBalancerZone("eu-west-1")).toBe("Z32O12XQLNTSW2");
  });

  test("is not guessed", () => {
    expect(() => loadBalancerZone("moon-east-1")).toThrow(
      new RangeError("the zone of load balancers in moon-east-1 is not known; add it"),
    );
  });
});
