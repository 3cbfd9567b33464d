import { z } from "zod";

import { stackRule } from "../../framework/rule";
import type { PolicyVerdict } from "../../framework/verdict";
import { fail, pass, unknown } from "../../framework/verdict";
import { analyse } from "../analyse";
import type { Model } from "../model/types";
import { regions } from "../settings";
import { profileOf } from "./profile";

export const regionParity = stackRule({
  id: "region-parity",
  title: "A region that takes over has what the serving one has: sizes, counts, zones",
  group: "failover",
  severity: "medium",
  level: "advisory",
  types: [],
  rationale:
    "A standby that is smaller, older or narrower is found out on the day on which it has to carry everything",
  link: "https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html",
  remediation: "Configure all regions from the same values, and differ only on purpose",
  matches: { wellArchitected: ["REL13-BP04"] },
  settings: z.strictObject({ regions }),
  evaluate: (plan, settings) => {
    const { model, claimsRegions } = analyse(plan, settings);
    if (!claimsRegions) return pass;
    const verdicts = differences(model);
    return verdicts.length > 0 ? verdicts : pass;
  },
});

/** Every region against the first that serves. What is missing altogether, region-loss-survivable says. */
function differences(model: Model): readonly PolicyVerdict[] {
  const [first] = model.active;
  if (first === undefined) return [];
  const standard = profileOf(model, first);
  const others = [...model.regions.values()].filter(
    ({ name, services }) => name !== first && services.length > 0,
  );
  return others.flatMap(({ name }) => {
    const own = profileOf(model, name);
    return [...standard].flatMap(([trait, there]) => {
      const here = own.get(trait);
      if (here === undefined) return [];
      if (here.value === undefined) return unknown(`${trait} in ${name}`, { urn: here.urn });
      if (there.value === undefined) return unknown(`${trait} in ${first}`, { urn: there.urn });
      if (here.value === there.value) return [];
      const found = `${trait} is ${here.value} in ${name} and ${there.value} in ${first}`;
      // Where one is plainly less, that one has to grow.
      return Number(here.value) > Number(there.value)
        ? fail(found, `make it ${here.value} in ${first}`, { urn: there.urn })
        : fail(found, `make it ${there.value} in ${name}`, { urn: here.urn });
    });
  });
}
