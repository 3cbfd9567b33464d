import type { Scenario } from "../../model/scenario";
import type { LocalSite } from "../../site/site";

/** What no local site can be asked to do; nothing for all the rest. */
export function unsupportedReasons({ act }: Pick<Scenario, "act">): readonly string[] {
  const zone = act.some((step) => step.do === "break" && step.target === "zone");
  return zone ? ["the local site has two regions and no zones inside of them"] : [];
}

/** Why this scenario cannot be run on this site, or nothing. */
export function missingPrerequisites(
  { act, needs = [] }: Scenario,
  { record }: LocalSite,
): readonly string[] {
  const lacking = needs.flatMap((need) => {
    if (need === "network-namespaces" && record.network !== "namespaces") {
      return ["needs network namespaces: start the site as a user who may make them (root)"];
    }
    return need === "mounts" && !record.ownFileSystems
      ? ["needs to mount file systems: start the site as root"]
      : [];
  });
  return [...unsupportedReasons({ act }), ...lacking];
}
