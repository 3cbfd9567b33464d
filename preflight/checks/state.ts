/** Where Pulumi keeps the state: on the day its region is lost nothing can be updated, and that is the day of a failover. */
import { worldwide } from "../../plan/plan";
import { defineCheck, note, ok, short, type PreflightAnswer, type Requirement } from "../check";

interface StateRequirement extends Requirement {
  readonly regions: readonly string[];
}

const away = "move it: docs/runbooks/move-the-state.md";

export const state = defineCheck<StateRequirement>({
  name: "state",
  requirements: (plan) => {
    const regions = plan.regions();
    const needed = `outside of ${regions.join(", ")}`;
    return regions.length === 0 ? [] : [{ region: worldwide, subject: "Pulumi's state", needed, regions }];
  },
  async answer({ regions }, { stateBackend }) {
    const url = await stateBackend.url();
    if (url === undefined)
      return note("nobody is logged in to a backend", "log in to one that is in none of them");
    return answerFor(url, regions);
  },
});

function answerFor(text: string, regions: readonly string[]): PreflightAnswer {
  const url = new URL(text);
  switch (url.protocol) {
    case "s3:": {
      const region = url.searchParams.get("region");
      if (region === null)
        return note(`${url.host}, whose address says no region`, "write ?region=… behind s3://… in it");
      const found = `${url.host} in ${region}`;
      return regions.includes(region) ? short(found, away) : ok(found);
    }
    case "file:":
      return note("a folder of this machine, which is its only copy", away);
    case "https:":
      return note(`${url.host}, which does not tell where it keeps it`, "ask whoever runs it");
    default:
      return ok(`${url.protocol}//${url.host}, which is not of AWS`);
  }
}
