import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { creation, type ExpectedRefusal, type RuleCase } from "../../../support/rule-case";

const address = { name: "www", type: "A", records: ["192.0.2.1"], ttl: 60 };
const latency = (setIdentifier: string, region: string): Props => ({
  ...address,
  setIdentifier,
  latencyRoutingPolicies: [{ region }],
});
const weighted = (setIdentifier: string, weight: number): Props => ({
  ...address,
  setIdentifier,
  weightedRoutingPolicies: [{ weight }],
});

/** Two records of one zone; the second is what the rule is about. */
function second(rule: string, expected: ExpectedRefusal, first: Props, bad: Props, good: Props): RuleCase {
  const make = async (aws: Parameters<RuleCase["breaks"]>[0], record: Props): Promise<void> => {
    const { id: zoneId } = await aws.create(types.hostedZone, { name: "example.com" });
    await aws.create(types.record, { zoneId, ...first });
    await aws.create(types.record, { zoneId, ...record });
  };
  return { rule, expected, breaks: (aws) => make(aws, bad), passes: (aws) => make(aws, good) };
}

/** An alias of a distribution, in a zone that this account did not make. */
const aliasOf = (evaluateTargetHealth: boolean): Props => ({
  zoneId: "Z1",
  name: "example.com",
  type: "A",
  aliases: [{ name: "d1.cloudfront.net", zoneId: "Z2FDTNDATAQYW2", evaluateTargetHealth }],
});

async function withDistribution(aws: Parameters<RuleCase["breaks"]>[0], record: Props): Promise<void> {
  const made = await aws.create(types.distribution, { enabled: true });
  aws.store.override(aws.store.catalogue.withId(types.distribution, made.id)[0]!, {
    domainName: "d1.cloudfront.net",
  });
  await aws.create(types.record, record);
}

export const routingPolicyCases: readonly RuleCase[] = [
  second(
    "routing-of-two-kinds",
    {
      code: "InvalidChangeBatch",
      quote:
        "[RRSet with DNS name www.example.com., type A, SetIdentifier b cannot be created as other RRSets exist with the same name and type.]",
    },
    latency("a", "us-east-1"),
    weighted("b", 1),
    latency("b", "eu-west-1"),
  ),
  second(
    "latency-region-twice",
    {
      code: "InvalidChangeBatch",
      quote:
        "[RRSet with DNS name www.example.com., type A, SetIdentifier b and region us-east-1 cannot be created because a latency RRSet with the same name, type and region already exists.]",
    },
    latency("a", "us-east-1"),
    latency("b", "us-east-1"),
    latency("b", "eu-west-1"),
  ),
  creation(
    "record-weight",
    types.record,
    {
      code: "InvalidInput",
      quote:
        "1 validation error detected: Value '256' at 'changeBatch.changes.1.member.resourceRecordSet.weight' failed to satisfy constraint: Member must have value less than or equal to 255",
    },
    { ...weighted("a", 256), zoneId: "Z1" },
    { ...weighted("a", 255), zoneId: "Z1" },
  ),
  {
    rule: "alias-of-distribution-evaluates-health",
    expected: {
      code: "InvalidChangeBatch",
      quote:
        "[Tried to create an alias that targets d1.cloudfront.net., type A in zone Z2FDTNDATAQYW2, but EvaluateTargetHealth can't be true when the alias target is a CloudFront distribution]",
    },
    breaks: (aws) => withDistribution(aws, aliasOf(true)),
    passes: (aws) => withDistribution(aws, aliasOf(false)),
  },
];
