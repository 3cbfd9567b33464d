import { probeAnswered } from "../../../../policies/analysis/rules/probe-answered";
import { ABSENT, UNKNOWN } from "../../support/fixture";
import { runTable } from "../../support/table";
import { probed } from "../programs/probed";

runTable({
  rule: probeAnswered,
  compliant: probed,
  passes: [
    {
      when: "the front has no security group",
      change: {
        "front.securityGroups": ABSENT,
        "alb-in.sourceSecurityGroupId": ABSENT,
        "alb-in.cidrBlocks": ["10.0.0.0/16"],
      },
    },
  ],
  fails: [
    {
      when: "the port is closed to the internet",
      change: { "front-group.ingress.0.cidrBlocks": ["10.0.0.0/8"] },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: the security group front-group of front does not let CloudWatch Synthetics in at TCP 443",
          "add an ingress rule for 443 from CloudWatch Synthetics to front-group",
        ],
        [
          "check",
          "its https://www.example.com/ready is refused: the security group front-group of front does not let Route 53's health checkers in at TCP 443",
          "add an ingress rule for 443 from Route 53's health checkers to front-group",
        ],
      ],
    },
    {
      when: "a security group lets nothing out",
      change: { "front-group.egress": ABSENT },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: the security group front-group lets no TCP 443 out to alb",
          "add an egress rule for 443 to front-group",
        ],
        [
          "check",
          "its https://www.example.com/ready is refused: the security group front-group lets no TCP 443 out to alb",
          "add an egress rule for 443 to front-group",
        ],
        [
          "to-alb",
          "its check of /health is refused: the security group front-group lets no TCP 443 out to alb",
          "add an egress rule for 443 to front-group",
        ],
      ],
    },
    {
      when: "a security group lets the load balancer before not in",
      change: { "alb-in": ABSENT },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: the security group alb-group of alb does not let front-group in at TCP 443",
          "add an ingress rule for 443 from front-group to alb-group",
        ],
        [
          "check",
          "its https://www.example.com/ready is refused: the security group alb-group of alb does not let front-group in at TCP 443",
          "add an ingress rule for 443 from front-group to alb-group",
        ],
        [
          "to-alb",
          "its check of /health is refused: the security group alb-group of alb does not let front-group in at TCP 443",
          "add an ingress rule for 443 from front-group to alb-group",
        ],
      ],
    },
    {
      when: "a security group lets nothing out to the targets",
      change: { "alb-out": ABSENT },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: the security group alb-group lets no TCP 8443 out to fleet",
          "add an egress rule for 8443 to alb-group",
        ],
        [
          "check",
          "its https://www.example.com/ready is refused: the security group alb-group lets no TCP 8443 out to fleet",
          "add an egress rule for 8443 to alb-group",
        ],
        [
          "apps",
          "its check of /health is refused: the security group alb-group lets no TCP 8443 out to fleet",
          "add an egress rule for 8443 to alb-group",
        ],
        [
          "to-alb",
          "its check of /health is refused: the security group alb-group lets no TCP 8443 out to fleet",
          "add an egress rule for 8443 to alb-group",
        ],
      ],
    },
    {
      when: "the targets' security group is open at another port",
      change: { "app-in.fromPort": 80, "app-in.toPort": 80 },
      gives: [
        [
          "canary",
          "its https://www.example.com/health is refused: the security group app-group of fleet does not let alb-group in at TCP 8443",
          "add an ingress rule for 8443 from alb-group to app-group",
        ],
        [
          "check",
          "its https://www.example.com/ready is refused: the security group app-group of fleet does not let alb-group in at TCP 8443",
          "add an ingress rule for 8443 from alb-group to app-group",
        ],
        [
          "apps",
          "its check of /health is refused: the security group app-group of fleet does not let alb-group in at TCP 8443",
          "add an ingress rule for 8443 from alb-group to app-group",
        ],
        [
          "to-alb",
          "its check of /health is refused: the security group app-group of fleet does not let alb-group in at TCP 8443",
          "add an ingress rule for 8443 from alb-group to app-group",
        ],
      ],
    },
  ],
  unknowns: [
    {
      when: "the port is open to a prefix list",
      change: { "front-group.ingress.0.cidrBlocks": ABSENT, "front-group.ingress.0.prefixListIds": ["pl-1"] },
      gives: [
        [
          "canary",
          "whether front-group lets CloudWatch Synthetics in at TCP 443, and so whether its https://www.example.com/health is answered,",
        ],
        [
          "check",
          "whether front-group lets Route 53's health checkers in at TCP 443, and so whether its https://www.example.com/ready is answered,",
        ],
      ],
    },
    {
      when: "the targets' open port is not known",
      change: { "app-in.fromPort": UNKNOWN },
      gives: [
        [
          "canary",
          "whether app-group lets alb-group in at TCP 8443, and so whether its https://www.example.com/health is answered,",
        ],
        [
          "check",
          "whether app-group lets alb-group in at TCP 8443, and so whether its https://www.example.com/ready is answered,",
        ],
        [
          "apps",
          "whether app-group lets alb-group in at TCP 8443, and so whether its check of /health is answered,",
        ],
        [
          "to-alb",
          "whether app-group lets alb-group in at TCP 8443, and so whether its check of /health is answered,",
        ],
      ],
    },
  ],
});
