import type { Field } from "../../framework/field";
import { resourceRule } from "../../framework/rule";
import { fail, judge, pass, unknown, type Verdicts } from "../../framework/verdict";
import { INSTANCE, LAUNCH_TEMPLATE } from "../../resources";
import { userDataMatches } from "../shared/user-data";

/** Starts containers: Docker and its like, or the agent of ECS. */
const CONTAINERS = /\b(docker|podman|nerdctl)\b[^\n]*\b(run|start|up)\b|\bdocker-compose\b|\bECS_CLUSTER=/;
/** Closes the metadata service to them by a firewall. */
const FIREWALL = /169\.254\.169\.254[^\n]*\b(drop|reject)\b/i;
const FIX =
  "set httpTokens to required and httpPutResponseHopLimit to 1, and give the container a role of its own";

export const imdsHopLimit = resourceRule({
  id: "imds-hop-limit",
  title: "A container does not get the role of its instance",
  group: "security",
  severity: "high",
  level: "mandatory",
  types: [...LAUNCH_TEMPLATE, ...INSTANCE],
  rationale:
    "Whoever takes over the container, or has it fetch an address, has everything that the instance may do: Session Manager, its secrets, its place in the group.",
  link: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html",
  remediation:
    "Let the token of the metadata service travel one hop, which ends at the instance, and hand the container credentials of a role of its own, as ECS does.",
  matches: { checkov: ["CKV_AWS_341"] },
  evaluate: ({ inputs }) => {
    // Without a role there is nothing to take.
    if (inputs.at("iamInstanceProfile").state === "absent") return pass;
    return judge(inputs.at("metadataOptions.httpEndpoint").string(), {
      known: (endpoint) => (endpoint === "disabled" ? pass : judgeReach(inputs)),
      absent: () => judgeReach(inputs),
    });
  },
});

/** Left out, an image of Amazon Linux 2023 has two hops, and older ones answer without a token, at any distance. */
function judgeReach(inputs: Field): Verdicts {
  const options = inputs.at("metadataOptions");
  const hops = options.at("httpPutResponseHopLimit").number();
  const asked = options.at("httpTokens").texts()[0];
  if (hops.state === "unknown" || options.state === "unknown") return unknown(hops.path);
  const limit = hops.state === "known" ? hops.value : undefined;
  if (limit === 1 && asked === "required") return pass;
  const found =
    limit === 1 ? "httpTokens is not required" : `httpPutResponseHopLimit is ${limit ?? "not set"}`;
  return judge(userDataMatches(inputs, CONTAINERS), {
    known: (starts) => {
      const firewall = userDataMatches(inputs, FIREWALL);
      const closed = !starts || (firewall.state === "known" && firewall.value);
      return closed ? pass : fail(`it starts containers, and metadataOptions.${found}`, FIX);
    },
    absent: () => pass,
  });
}
