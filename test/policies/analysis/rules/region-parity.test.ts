import { regionParity } from "../../../../policies/analysis/rules/region-parity";
import { ABSENT, UNKNOWN } from "../../support/fixture";
import { runTable } from "../../support/table";
import { multiRegion } from "../programs/multi-region";

runTable({
  rule: regionParity,
  compliant: multiRegion(),
  passes: [
    { when: "what is missing, region-loss-survivable says", change: { "cache-eu-west-1": ABSENT } },
    {
      when: "a program that claims one region",
      config: { regions: "not-claimed" },
      change: { "template-eu-west-1.instanceType": "t3.small" },
    },
  ],
  fails: [
    {
      when: "a smaller machine",
      change: { "template-eu-west-1.instanceType": "t3.small" },
      gives: [
        [
          "template-eu-west-1",
          "the size of ec2 launchTemplate is t3.small in eu-west-1 and m7g.large in us-east-1",
          "make it m7g.large in eu-west-1",
        ],
      ],
    },
    {
      when: "fewer instances",
      change: { "web-eu-west-1.minSize": 5 },
      gives: [
        [
          "web-eu-west-1",
          "the sure capacity of app is 5 in eu-west-1 and 6 in us-east-1",
          "make it 6 in eu-west-1",
        ],
      ],
    },
    {
      when: "fewer instances where it serves",
      change: { "web-us-east-1.minSize": 5 },
      gives: [
        [
          "web-us-east-1",
          "the sure capacity of app is 6 in eu-west-1 and 5 in us-east-1",
          "make it 6 in us-east-1",
        ],
      ],
    },
  ],
  unknowns: [
    {
      change: { "web-eu-west-1.minSize": UNKNOWN },
      gives: [["web-eu-west-1", "the sure capacity of app in eu-west-1"]],
    },
    {
      change: { "web-us-east-1.minSize": UNKNOWN },
      gives: [["web-us-east-1", "the sure capacity of app in us-east-1"]],
    },
  ],
});
