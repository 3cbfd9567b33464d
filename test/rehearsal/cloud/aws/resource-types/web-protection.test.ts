import { describe, expect, test } from "@jest/globals";
import { types } from "../../../../../rehearsal/cloud/aws/type-tokens";
import { Aws } from "../../support/aws";
import { regionFixture } from "../../support/region-fixture";

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

describe("what AWS computes at the edge", () => {
  test("of a listener's rule: an ARN that goes on from its listener's", async () => {
    const aws = new Aws();
    const { loadBalancer } = await regionFixture(aws);
    const listener = await aws.create(types.listener, {
      loadBalancerArn: loadBalancer.id,
      port: 80,
      protocol: "HTTP",
    });
    const rule = await aws.create(types.listenerRule, { listenerArn: listener.id, priority: 1 });
    const [, , , , , path = ""] = rule.id.split(":");
    expect(path.startsWith(`${listener.id.split(":")[5]!.replace("listener/", "listener-rule/")}/`)).toBe(
      true,
    );
  });

  test.each([
    ["REGIONAL", "eu-west-1", "eu-west-1:123456789012:regional"],
    ["CLOUDFRONT", "us-east-1", "us-east-1:123456789012:global"],
  ])("of a web ACL of scope %s: where it is kept", async (scope, region, place) => {
    const acl = await new Aws().create(types.webAcl, { scope, name: "web" }, { region });
    expect(acl.outputs["arn"]).toMatch(new RegExp(`^arn:aws:wafv2:${place}/webacl/web/${uuid}$`));
  });

  test("of a distribution: a name in the zone that all of them share", async () => {
    const { id, outputs } = await new Aws().create(types.distribution, { enabled: true });
    expect(id).toMatch(/^E[0-9A-F]{13}$/);
    expect(outputs).toMatchObject({
      arn: `arn:aws:cloudfront::123456789012:distribution/${id}`,
      domainName: expect.stringMatching(/^d[0-9a-f]{13}\.cloudfront\.net$/),
      hostedZoneId: "Z2FDTNDATAQYW2",
      status: "Deployed",
    });
  });

  test("of a log resource policy: whether it is the account's or one group's", async () => {
    const aws = new Aws();
    const own = await aws.create(types.logResourcePolicy, { policyDocument: "{}", resourceArn: "arn:group" });
    const common = await aws.create(types.logResourcePolicy, {
      policyDocument: "{}",
      policyName: "delivery",
    });
    expect([own.id, own.outputs["policyScope"]]).toEqual(["arn:group", "RESOURCE"]);
    expect([common.id, common.outputs["policyScope"]]).toEqual(["delivery", "ACCOUNT"]);
  });

  test("of Shield: ids that name both ends of a health check's association", async () => {
    const aws = new Aws();
    const { loadBalancer } = await regionFixture(aws);
    const protection = await aws.create(types.shieldProtection, { resourceArn: loadBalancer.id });
    const association = await aws.create(types.shieldHealthCheck, {
      shieldProtectionId: protection.id,
      healthCheckArn: "arn:check",
    });
    expect(protection.outputs["arn"]).toBe(`arn:aws:shield::123456789012:protection/${protection.id}`);
    expect(association.id).toBe(`${protection.id}+arn:check`);
  });
});
