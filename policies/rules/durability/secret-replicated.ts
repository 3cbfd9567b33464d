import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { regionsInUse } from "../shared/regions";
import { SECRET } from "../../resources";

/** Judges programs that live in several regions. */
export const secretReplicated = stackRule({
  id: "secret-replicated",
  title: "A secret can be read in every region of the program",
  group: "durability",
  severity: "high",
  level: "advisory",
  types: SECRET,
  rationale: "The standby starts, and cannot log in: the password is in the region that was lost.",
  link: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html",
  remediation: "List the other regions in replicas, or make a secret of its own in each of them.",
  matches: { wellArchitected: ["REL13-BP02"] },
  evaluate: (plan) => {
    const homes = regionsInUse(plan);
    if (homes.length < 2) return [];
    return plan.ofType(SECRET).map((secret) => {
      const covered = regionsOf(plan, secret);
      if (covered === "unknown") return unknown("the regions of its replicas", secret);
      const missing = homes.filter((region) => !covered.includes(region));
      return missing.length === 0
        ? pass
        : fail(
            `it cannot be read in ${missing.join(", ")}`,
            `list ${missing.join(", ")} in replicas`,
            secret,
          );
    });
  },
});

/** Where the secret, a replica, or the secret that plays its part in another region can be read. */
function regionsOf(plan: Plan, secret: PlannedResource): readonly string[] | "unknown" {
  const replicas = secret.inputs.at("replicas");
  const reads = [
    ...replicas.items().map((replica) => replica.at("region").string()),
    ...plan
      .ofType(SECRET)
      .filter((other) => role(other) === role(secret))
      .map(({ region }) => region),
  ];
  const known = reads.flatMap((read) => (read.state === "known" ? [read.value] : []));
  return replicas.state === "unknown" || known.length < reads.length ? "unknown" : known;
}

/** What the secret is for: the types of its parents, which are the same in a copy of the whole for another region. */
function role(secret: PlannedResource): string {
  const [, , chain = ""] = secret.urn.split("::");
  // A secret of no component has no role that another could share.
  return chain.includes("$") ? chain : secret.urn;
}
