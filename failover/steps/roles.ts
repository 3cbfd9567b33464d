import type { OutputRegion } from "../model/outputs";
import type { Ports } from "../model/ports";
import type { Situation } from "../model/situation";
import type { Step } from "../model/step";
import { figures } from "./figures";

/** The settings have to say what is so now, or the next update takes it back. */
export function changeRoles({ from, to, outputs }: Situation, ports: Ports): Step {
  const at = (name: string) => outputs.regions.findIndex((region) => region.name === name);
  return {
    id: "roles",
    what: `in Pulumi.<stack>.yaml, set regions[${at(to)}] (${to}) to role: active and regions[${at(from)}] (${from}) to role: fenced; once ${from} answers again: pulumi refresh, pulumi up, and pulumi preview --expect-no-changes, which must find none`,
    api: "pulumi up",
    region: to,
    plane: "control",
    effort: "person",
    expected: figures.person,
    timeoutSeconds: 0,
    ifItFails: "Change the roles, and go on with --resume.",
    isDone: async () => {
      const { regions } = await ports.outputsNow();
      const role = (name: string) => regions.find((region) => region.name === name)?.role;
      return role(to) === "active" && role(from) !== "active";
    },
  };
}

/** Before a region's switch is given back, it has to be a standby again: it has no stale data then. */
export function awaitStandby(from: OutputRegion, ports: Ports): Step {
  return {
    id: "rebuild",
    what: `rebuild ${from.name} as a standby, as docs/runbooks/region-back.md tells`,
    api: "pulumi up",
    region: from.name,
    plane: "control",
    effort: "person",
    expected: figures.person,
    timeoutSeconds: 0,
    ifItFails: "Rebuild it, and go on with --resume.",
    isDone: async () => {
      const { regions } = await ports.outputsNow();
      return regions.find(({ name }) => name === from.name)?.role === "standby";
    },
  };
}
