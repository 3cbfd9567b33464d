import { failoverRtoBudget } from "../../../../policies/analysis/rules/failover-rto-budget";
import { ABSENT, UNKNOWN } from "../../support/fixture";
import { runTable } from "../../support/table";
import { multiRegion } from "../programs/multi-region";

const promotion =
  "300 s decision to promote (assumed) + 300 s promotion of the RDS replica (AWS: several minutes; assumed)";
const dns = "60 s DNS answer of a load balancer";

runTable({
  rule: failoverRtoBudget,
  compliant: multiRegion(),
  passes: [
    {
      when: "one region claims nothing",
      change: { "alb-us-east-1.clientKeepAlive": ABSENT },
      config: { regions: "not-claimed" },
    },
    {
      when: "a network load balancer ends no connection by itself",
      change: { "alb-us-east-1.loadBalancerType": "network", "alb-us-east-1.clientKeepAlive": ABSENT },
    },
  ],
  fails: [
    {
      when: "connections that AWS keeps for an hour",
      change: { "alb-us-east-1.clientKeepAlive": ABSENT },
      gives: [
        [
          "alb-us-east-1",
          `losing region us-east-1: database needs 4290 s of 900 s allowed, as do dns, app, cache, load-balancer, object-store: 30 s detection by Route 53 (10 s × 3) + ${dns} + 3600 s clientKeepAlive of alb-us-east-1 + ${promotion}; most of it is clientKeepAlive of alb-us-east-1`,
          "shorten clientKeepAlive of alb-us-east-1 by 3390 s or more",
        ],
      ],
    },
    {
      when: "a patient health check",
      change: { "check-us-east-1.requestInterval": 30, "check-us-east-1.failureThreshold": 10 },
      config: { assumptions: { promotionDecisionSeconds: 200, promotionSeconds: 290 } },
      gives: [
        [
          "check-us-east-1",
          `losing region us-east-1: database needs 910 s of 900 s allowed: 300 s detection by Route 53 (30 s × 10) + ${dns} + 60 s clientKeepAlive of alb-us-east-1 + 200 s decision to promote (assumed) + 290 s promotion of the RDS replica (AWS: several minutes; assumed); most of it is detection by Route 53`,
          "shorten detection by Route 53 by 10 s or more",
        ],
      ],
    },
    {
      when: "a tighter objective than an instance can keep",
      config: { objectives: { zone: { tiers: { database: { recoveryTimeSeconds: 60 } } } } },
      gives: [
        [
          "db-us-east-1",
          "losing a zone of us-east-1: database needs 120 s of 60 s allowed: 120 s Multi-AZ failover of RDS (60 to 120 s); most of it is Multi-AZ failover of RDS",
          "shorten Multi-AZ failover of RDS by 60 s or more",
        ],
      ],
    },
    {
      when: "a target group that notices late",
      change: { "tg-us-east-1.healthCheck": { interval: 30, unhealthyThreshold: 5 } },
      gives: [
        [
          "web-us-east-1",
          "losing a zone of us-east-1: app needs 150 s of 120 s allowed: 150 s detection by the load balancer (interval × unhealthyThreshold); most of it is detection by the load balancer",
          "shorten detection by the load balancer by 30 s or more",
        ],
      ],
    },
    {
      when: "less loss than the replica's lag",
      config: { objectives: { region: { recoveryPointSeconds: 30 } } },
      gives: [
        [
          "db-us-east-1",
          "losing region us-east-1: database may lose 60 s of writes of 30 s allowed: 60 s lag of the RDS replica (AWS gives no bound; assumed)",
          "replicate with a tighter bound, or declare the loss that is acceptable",
        ],
      ],
    },
    {
      when: "no health check",
      change: {
        "record-us-east-1.healthCheckId": ABSENT,
        "record-us-east-1.aliases.0.evaluateTargetHealth": false,
      },
      gives: [
        [
          "record-us-east-1",
          "losing region us-east-1: nothing bounds how long Route 53 goes on answering with us-east-1, because record-us-east-1 has no health check",
          "set healthCheckId of record-us-east-1",
        ],
      ],
    },
  ],
  unknowns: [
    {
      when: "the health of its target alone takes a record out",
      change: { "record-us-east-1.healthCheckId": ABSENT },
      gives: [
        [
          "record-us-east-1",
          "how soon Route 53 sees by the health of its target that record-us-east-1 is lost",
        ],
      ],
    },
    {
      change: { "check-us-east-1.requestInterval": UNKNOWN },
      gives: [["record-us-east-1", "interval and threshold of the health check of record-us-east-1"]],
    },
    {
      when: "a bucket whose copies have no time limit",
      change: { "files-copies-us-east-1.rules.0.destination.replicationTime": ABSENT },
      gives: [
        [
          "files-us-east-1",
          "how much of object-store is lost with region us-east-1 (it is replicated without a time limit)",
        ],
      ],
    },
  ],
});
