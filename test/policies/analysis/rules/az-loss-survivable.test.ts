import { azLossSurvivable } from "../../../../policies/analysis/rules/az-loss-survivable";
import { ABSENT, ref, UNKNOWN } from "../../support/fixture";
import { runTable } from "../../support/table";
import { multiRegion } from "../programs/multi-region";

runTable({
  rule: azLossSurvivable,
  compliant: multiRegion(),
  passes: [
    { when: "four over two zones, half of which are needed", change: { "web-us-east-1.minSize": 4 } },
    {
      when: "one of three is needed, as a tag says",
      change: {
        "web-us-east-1.minSize": 2,
        "web-us-east-1.tags": [{ key: "standfast:needed", value: "1", propagateAtLaunch: false }],
      },
    },
    { when: "a regional NAT gateway", change: { "nat-us-east-1a.availabilityMode": "regional" } },
  ],
  fails: [
    {
      when: "more is needed than two zones carry",
      config: { neededShare: 0.8 },
      gives: ["us-east-1", "eu-west-1"].map((region) => [
        `web-${region}`,
        `losing zone ${region}a: of 6 instances over 3 zones, ${region}a takes 2, and 4 of 5 needed are left (the same holds for zone ${region}b, zone ${region}c)`,
        "raise minSize to 8",
      ]),
    },
    {
      when: "a tag says that more is needed",
      change: { "web-us-east-1.tags": [{ key: "standfast:needed", value: "5", propagateAtLaunch: false }] },
      gives: [
        [
          "web-us-east-1",
          "losing zone us-east-1a: of 6 instances over 3 zones, us-east-1a takes 2, and 4 of 5 needed are left (the same holds for zone us-east-1b, zone us-east-1c)",
          "raise minSize to 8",
        ],
      ],
    },
    {
      when: "a cache whose replicas may share its zone",
      change: { "cache-us-east-1.multiAzEnabled": ABSENT },
      gives: [
        [
          "cache-us-east-1",
          "losing zone us-east-1a: of 2 shards in one of 3 zones, us-east-1a may take all 2, and 0 of 2 needed are left (the same holds for zone us-east-1b, zone us-east-1c)",
          "set automaticFailoverEnabled and multiAzEnabled of cache-us-east-1 to true, with at least 1 replica a shard",
        ],
      ],
    },
  ],
  unknowns: [
    {
      change: { "web-us-east-1.vpcZoneIdentifiers": ref("private-us-east-1a", "private-us-east-1b") },
      gives: [["web-us-east-1", "where web-us-east-1 runs (0 to 3 of 3 needed would be left)"]],
    },
    {
      change: { "cache-us-east-1.automaticFailoverEnabled": UNKNOWN },
      gives: [["cache-us-east-1", "automaticFailoverEnabled of cache-us-east-1"]],
    },
  ],
});
