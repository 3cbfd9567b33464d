import { probeAnswered } from "../../../../policies/analysis/rules/probe-answered";
import { ABSENT } from "../../support/fixture";
import { runTable } from "../../support/table";
import { probedStandby } from "../programs/probed-standby";

const APP = "web-eu-west-1.spec.template.spec.containers.0";

runTable({
  rule: probeAnswered,
  compliant: probedStandby,
  passes: [
    {
      when: "the region has a database of its own",
      change: { [`${APP}.readinessProbe.httpGet.path`]: "/ready", "db-eu.replicateSourceDb": ABSENT },
    },
    {
      when: "the region serves already",
      change: { "web-us-east-1.spec.template.spec.containers.0.readinessProbe.httpGet.path": "/ready" },
    },
  ],
  fails: [
    {
      when: "readiness asks what fails in a standby, as Standfast's did",
      change: { [`${APP}.readinessProbe.httpGet.path`]: "/ready" },
      gives: [
        [
          "web-eu-west-1",
          "its readinessProbe is refused: by /ready Route 53 decides whether eu-west-1 can serve, and the readinessProbe of web-eu-west-1 asks it too: in eu-west-1, where db-eu follows db-us of us-east-1, no pod is ever ready",
          "ask /health in the readinessProbe",
        ],
      ],
    },
    {
      when: "the Service has no such port",
      change: { "binding-eu-west-1.spec.serviceRef.port": 80 },
      gives: [
        [
          "check-eu-west-1",
          "its connection to eu-west-1.example.com:443 is refused: service-eu-west-1 has no port 80",
          "add the port 80 to it",
        ],
        [
          "pods-eu-west-1",
          "its check of /health is refused: service-eu-west-1 has no port 80",
          "add the port 80 to it",
        ],
      ],
    },
    {
      when: "the containers have no such port",
      change: { "service-eu-west-1.spec.ports.0.targetPort": "web" },
      gives: [
        [
          "check-eu-west-1",
          "its connection to eu-west-1.example.com:443 is refused: no container of web-eu-west-1 has a port web",
          "name the port web in its container's ports",
        ],
        [
          "pods-eu-west-1",
          "its check of /health is refused: no container of web-eu-west-1 has a port web",
          "name the port web in its container's ports",
        ],
      ],
    },
    {
      when: "the pods speak TLS",
      change: { "pods-eu-west-1.healthCheck.protocol": "HTTP", "pods-eu-west-1.protocol": "HTTP" },
      gives: [
        [
          "pods-eu-west-1",
          "its check of /health is refused: the port tls of web-eu-west-1 speaks HTTPS by its own probe, and is asked by HTTP",
          "ask it by HTTPS",
        ],
      ],
    },
    {
      when: "the cluster's security group is closed",
      change: { "to-pods-eu-west-1": ABSENT },
      gives: [
        [
          "check-eu-west-1",
          "its connection to eu-west-1.example.com:443 is refused: the security group cluster-eu-west-1 of service-eu-west-1 does not let group-eu-west-1 in at TCP 8443",
          "add an ingress rule for 8443 from group-eu-west-1 to cluster-eu-west-1",
        ],
        [
          "pods-eu-west-1",
          "its check of /health is refused: the security group cluster-eu-west-1 of service-eu-west-1 does not let group-eu-west-1 in at TCP 8443",
          "add an ingress rule for 8443 from group-eu-west-1 to cluster-eu-west-1",
        ],
      ],
    },
    {
      when: "a probe asks a port without a name",
      change: { [`${APP}.ports`]: [{ name: "tls", containerPort: 8443 }] },
      gives: [
        [
          "web-eu-west-1",
          "its readinessProbe is refused: the readinessProbe of web-eu-west-1 asks the port http, which its container does not name",
          "name the port http in ports, or give its number",
        ],
      ],
    },
  ],
  unknowns: [
    {
      when: "everything asks one path",
      change: { [`${APP}.readinessProbe.httpGet.path`]: "/ready", [`${APP}.livenessProbe`]: ABSENT },
      gives: [
        [
          "web-eu-west-1",
          "whether web-eu-west-1 answers /ready with 200 in eu-west-1, where db-eu follows db-us of us-east-1, and so whether its readinessProbe is answered,",
        ],
      ],
    },
    {
      when: "the pods are not the plan's",
      change: { "web-eu-west-1.spec.template.metadata.labels": { app: "other" } },
      gives: [
        [
          "check-eu-west-1",
          "which pods service-eu-west-1 selects, and so whether its connection to eu-west-1.example.com:443 is answered,",
        ],
        [
          "pods-eu-west-1",
          "which pods service-eu-west-1 selects, and so whether its check of /health is answered,",
        ],
      ],
    },
  ],
});
