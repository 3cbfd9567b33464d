import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import type { Aws } from "../../../support/aws";
import { creation, type ExpectedRefusal, type RuleCase } from "../../../support/rule-case";
import { without } from "../../../support/props";

async function zone(aws: Aws): Promise<string> {
  return (await aws.create(types.hostedZone, { name: "example.com" })).id;
}

const address = { name: "www", type: "A", records: ["192.0.2.1"], ttl: 60 };
const failover = (type: string): Props => ({
  ...address,
  setIdentifier: type.toLowerCase(),
  failoverRoutingPolicies: [{ type }],
  healthCheckId: "abc",
});

/** Records of one zone, made one after the other; the last is what the rule is about. */
function records(
  rule: string,
  expected: ExpectedRefusal,
  bad: readonly Props[],
  good: readonly Props[],
): RuleCase {
  const make = async (aws: Aws, list: readonly Props[]) => {
    const zoneId = await zone(aws);
    for (const record of list) await aws.create(types.record, { zoneId, ...record });
  };
  return { rule, expected, breaks: (aws) => make(aws, bad), passes: (aws) => make(aws, good) };
}

export const recordCases: readonly RuleCase[] = [
  creation(
    "routing-policy-without-identifier",
    types.record,
    { property: "setIdentifier" },
    { ...address, zoneId: "Z1", failoverRoutingPolicies: [{ type: "SECONDARY" }] },
    { ...address, zoneId: "Z1", failoverRoutingPolicies: [{ type: "SECONDARY" }], setIdentifier: "b" },
  ),
  creation(
    "alias-with-records",
    types.record,
    { property: "aliases" },
    ({ loadBalancer }) => ({
      zoneId: "Z1",
      name: "www",
      type: "A",
      ttl: 60,
      aliases: aliasOf(loadBalancer.outputs),
    }),
    ({ loadBalancer }) => ({ zoneId: "Z1", name: "www", type: "A", aliases: aliasOf(loadBalancer.outputs) }),
  ),
  records(
    "duplicate-record",
    {
      code: "InvalidChangeBatch",
      quote:
        "[Tried to create resource record set [name='www.example.com.', type='A'] but it already exists]",
    },
    [address, { ...address, name: "www.example.com" }],
    [address, { ...address, type: "AAAA", records: ["2001:db8::1"] }],
  ),
  records(
    "two-records-of-one-failover-role",
    {
      code: "InvalidChangeBatch",
      quote:
        "[RRSet with DNS name www.example.com., type A, SetIdentifier b marked as primary cannot be created because an RRSet marked as primary with the same name and type already exists.]",
    },
    [failover("PRIMARY"), { ...failover("PRIMARY"), setIdentifier: "b" }],
    [failover("PRIMARY"), failover("SECONDARY")],
  ),
  records(
    "failover-record-beside-a-plain-one",
    {
      code: "InvalidChangeBatch",
      quote:
        "[RRSet with DNS name www.example.com., type A, SetIdentifier primary marked as primary cannot be created because a non-failover RRSet with the same name and type already exists.]",
    },
    [address, failover("PRIMARY")],
    [{ ...address, name: "direct" }, failover("PRIMARY")],
  ),
  records(
    "primary-without-health-check",
    {
      code: "InvalidChangeBatch",
      quote: "[A non-alias primary ResourceRecordSet must have an associated health check.]",
    },
    [without(failover("PRIMARY"), "healthCheckId")],
    [without(failover("SECONDARY"), "healthCheckId")],
  ),
  {
    rule: "alias-of-another-kind-of-zone",
    expected: {
      code: "InvalidChangeBatch",
      quote:
        "[Tried to create an alias that targets lb.example., type A in zone Z1, but the alias target name does not lie within the target zone]",
    },
    breaks: async (aws, { loadBalancer }) => {
      aws.store.override(aws.store.catalogue.withId(types.loadBalancer, loadBalancer.id)[0]!, {
        dnsName: "lb.example",
      });
      const aliases = [{ name: "lb.example", zoneId: "Z1", evaluateTargetHealth: true }];
      await aws.create(types.record, { zoneId: await zone(aws), name: "www", type: "A", aliases });
    },
    passes: async (aws, { loadBalancer }) => {
      const aliases = aliasOf(loadBalancer.outputs);
      await aws.create(types.record, { zoneId: await zone(aws), name: "www", type: "A", aliases });
    },
  },
  {
    rule: "alias-of-a-record-that-does-not-exist",
    expected: {
      code: "InvalidChangeBatch",
      quote:
        "[Tried to create an alias that targets direct.example.com., type A in zone <zone>, but that target was not found]",
    },
    breaks: async (aws) => {
      const zoneId = await zone(aws);
      const aliases = [{ name: "direct.example.com", zoneId, evaluateTargetHealth: true }];
      await aws.create(types.record, { zoneId, name: "www", type: "A", aliases });
    },
    passes: async (aws) => {
      const zoneId = await zone(aws);
      await aws.create(types.record, { ...address, zoneId, name: "direct" });
      const aliases = [{ name: "direct.example.com", zoneId, evaluateTargetHealth: true }];
      await aws.create(types.record, { zoneId, name: "www", type: "A", aliases });
    },
  },
  records(
    "cname-at-apex",
    {
      code: "InvalidChangeBatch",
      quote: "[RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com.]",
    },
    [{ name: "", type: "CNAME", records: ["example.net"], ttl: 60 }],
    [{ name: "www", type: "CNAME", records: ["example.net"], ttl: 60 }],
  ),
  records(
    "cname-beside-others",
    {
      code: "InvalidChangeBatch",
      quote:
        "[RRSet of type CNAME with DNS name www.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.]",
    },
    [address, { ...address, type: "CNAME", records: ["example.net"] }],
    [address, { ...address, type: "TXT", records: ["hello"] }],
  ),
  creation(
    "health-check-interval",
    types.healthCheck,
    { property: "requestInterval" },
    { type: "HTTPS", requestInterval: 20 },
    { type: "HTTPS", requestInterval: 10 },
  ),
  creation(
    "health-check-threshold",
    types.healthCheck,
    { property: "failureThreshold" },
    { type: "HTTPS", failureThreshold: 11 },
    { type: "HTTPS", failureThreshold: 10 },
  ),
  creation(
    "health-check-regions",
    types.healthCheck,
    { code: "InvalidInput" },
    { type: "HTTPS", regions: ["us-west-2", "eu-west-1"] },
    { type: "HTTPS", regions: ["us-west-2", "eu-west-1", "sa-east-1"] },
  ),
];

function aliasOf({ dnsName, zoneId }: Props): Props[] {
  return [{ name: dnsName ?? "", zoneId: zoneId ?? "", evaluateTargetHealth: true }];
}
