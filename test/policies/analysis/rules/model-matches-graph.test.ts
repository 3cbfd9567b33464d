import { modelMatchesGraph } from "../../../../policies/analysis/rules/model-matches-graph";
import { resource, UNKNOWN } from "../../support/fixture";
import { runTable } from "../../support/table";
import { multiRegion } from "../programs/multi-region";

const declares = (...regions: readonly { readonly name: string; readonly role: string }[]) =>
  resource("pulumi:pulumi:Stack", "shop-prod", { regions });

const active = { name: "us-east-1", role: "active" };
const standby = { name: "eu-west-1", role: "standby" };

runTable({
  rule: modelMatchesGraph,
  compliant: multiRegion(),
  passes: [
    { when: "the declared regions are the planned ones", add: [declares(active, standby)] },
    { when: "tags that say what is planned", change: { "web-us-east-1.tags": tags("us-east-1", "app") } },
  ],
  fails: [
    {
      when: "a declared region that runs nothing",
      add: [declares(active, standby, { name: "ap-south-1", role: "standby" })],
      gives: [
        [
          "shop-prod",
          "the output regions names ap-south-1, where the plan runs no application",
          "run it in ap-south-1, or take ap-south-1 from the output",
        ],
      ],
    },
    {
      when: "a region that is not declared",
      add: [declares(active)],
      gives: [
        [
          "shop-prod",
          "the plan runs the application in eu-west-1, which the output regions does not name",
          "add eu-west-1 to the output",
        ],
      ],
    },
    {
      when: "roles that the records contradict",
      add: [declares({ ...active, role: "standby" }, standby)],
      gives: [
        [
          "shop-prod",
          "the output regions calls us-east-1 standby, but by the DNS records it is active",
          "make the records or the output of us-east-1 say the other",
        ],
      ],
    },
    {
      when: "tags of another region and tier",
      change: { "web-us-east-1.tags": tags("eu-west-1", "database") },
      gives: [
        [
          "web-us-east-1",
          "the tag standfast:region of web-us-east-1 is eu-west-1, but it is planned in us-east-1",
          "set it to us-east-1",
        ],
        [
          "web-us-east-1",
          "the tag standfast:tier of web-us-east-1 is database, but it serves as app",
          "set it to app",
        ],
      ],
    },
    {
      when: "a resource whose subnets are elsewhere",
      change: { "alb-eu-west-1!region": "us-east-1" },
      gives: [
        [
          "alb-eu-west-1",
          "alb-eu-west-1 is planned in us-east-1, but runs in public-eu-west-1a, public-eu-west-1b, public-eu-west-1c of eu-west-1",
          "give both the same provider",
        ],
      ],
    },
  ],
  unknowns: [
    {
      when: "a service that is not modelled",
      add: [resource("aws:msk/cluster:Cluster", "events", {})],
      gives: [["events", "what a failure leaves of events (not judged: aws:msk/cluster:Cluster)"]],
    },
    {
      when: "a provider whose region only the deployment will tell",
      change: { "files-eu-west-1!region": UNKNOWN },
      gives: [["files-eu-west-1", "the region of files-eu-west-1"]],
    },
  ],
});

function tags(region: string, tier: string): readonly object[] {
  return [
    { key: "standfast:region", value: region, propagateAtLaunch: true },
    { key: "standfast:tier", value: tier, propagateAtLaunch: true },
  ];
}
