/** Hosted zones: certificates are only issued, and clients only served, once the parent zone delegates to them. */
import { textAt } from "../../plan/inputs";
import { worldwide, type PulumiPlan } from "../../plan/plan";
import type { PreflightSources } from "../account";
import { defineCheck, note, ok, short, type PreflightAnswer, type Requirement } from "../check";

interface DelegationRequirement extends Requirement {
  /** The zone that exists; undefined for one that the plan creates, whose name is the subject. */
  readonly zoneId: string | undefined;
}

export const delegation = defineCheck<DelegationRequirement>({
  name: "delegation",
  requirements: (plan) => [...createdZones(plan), ...existingZones(plan)],
  async answer({ subject, zoneId }, sources) {
    return zoneId === undefined
      ? await answerForNew(subject, sources)
      : await answerForExisting(zoneId, sources);
  },
});

function createdZones(plan: PulumiPlan): readonly DelegationRequirement[] {
  return plan
    .ofType("aws:route53/zone:Zone")
    .filter((zone) => !zone.exists && zone.inputs["vpcs"] === undefined)
    .flatMap((zone) => textAt(zone, "name") ?? [])
    .map((name) => ({
      region: worldwide,
      subject: name,
      needed: "a parent zone that can delegate to it",
      zoneId: undefined,
    }));
}

/** Zones that records name by their id, so that they are not made by this plan. */
function existingZones(plan: PulumiPlan): readonly DelegationRequirement[] {
  const records = plan.ofType("aws:route53/record:Record");
  const ids = new Set(records.map((record) => textAt(record, "zoneId")).filter((id) => id !== undefined));
  return [...ids].map((zoneId) => ({
    region: worldwide,
    subject: zoneId,
    needed: "a delegation to it from its parent zone",
    zoneId,
  }));
}

async function answerForNew(name: string, { account, dns }: PreflightSources): Promise<PreflightAnswer> {
  const [same, delegated] = await Promise.all([account.hostedZonesNamed(name), dns.nameServers(name)]);
  const existing = same.find(({ isPrivate }) => !isPrivate);
  if (existing) {
    return note(
      `the account has a zone of that name: ${existing.id}`,
      `use it: hostedZone: {mode: existing, id: ${existing.id}}`,
    );
  }
  if (delegated.length > 0) {
    return note(
      `delegated today to ${delegated.join(", ")}`,
      "give the parent the new zone's name servers, once they are known, while `up` waits for the certificates",
    );
  }
  const parent = await nearestParent(name, dns);
  if (parent === undefined)
    return short("no zone above it answers", "register the domain, or correct its name");
  return note(
    `${parent.name} is answered by ${parent.nameServers.join(", ")}`,
    `add the new zone's name servers to ${parent.name} while \`up\` waits for the certificates`,
  );
}

async function answerForExisting(id: string, { account, dns }: PreflightSources): Promise<PreflightAnswer> {
  const zone = await account.hostedZone(id);
  if (!zone) return short("the account has no such zone", "correct hostedZone.id");
  if (zone.isPrivate) return ok(`${zone.name} is private: nothing delegates to it`);
  const delegated = await dns.nameServers(zone.name);
  const expected = zone.nameServers.map(normalized).sort();
  if (delegated.map(normalized).sort().join() === expected.join())
    return ok(`${zone.name} is delegated to it`);
  return short(
    `${zone.name}: ${delegated.length === 0 ? "no delegation" : `delegated to ${delegated.join(", ")}`}`,
    `have the parent zone name ${expected.join(", ")}`,
  );
}

const normalized = (server: string) => server.toLowerCase().replace(/\.$/, "");

/** The closest zone above a name that anybody answers for; the root does not count. */
async function nearestParent(name: string, dns: PreflightSources["dns"]) {
  const labels = normalized(name).split(".");
  for (let at = 1; at < labels.length; at++) {
    const parent = labels.slice(at).join(".");
    const nameServers = await dns.nameServers(parent);
    if (nameServers.length > 0) return { name: parent, nameServers };
  }
  return undefined;
}
