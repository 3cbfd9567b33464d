import type { Kind, Kinds } from "../kind";
import { ACCOUNT, birthOf } from "../kind";
import { compute } from "./compute";
import { data } from "./data";
import { edge } from "./edge";
import { eks } from "./eks";
import { identity } from "./identity";
import { network } from "./network";
import { observability } from "./observability";
import { webProtection } from "./web-protection";
import { operations } from "./operations";

const kinds: Kinds = {
  ...network,
  ...compute,
  ...data,
  ...edge,
  ...eks,
  ...webProtection,
  ...identity,
  ...operations,
  ...observability,
};

/** The kind of `type`; a type that has no entry gets one that is right often enough. */
export function kindOf(type: string): Kind {
  return kinds[type] ?? ordinary(type);
}

function ordinary(type: string): Kind {
  const [, module = "", noun = ""] = type.split(":");
  const service = module.split("/")[0] ?? "";
  return {
    api: [service, noun],
    id: (birth) => birth.text("name") || birthOf(birth.urn, type, birth.region, {}, "").hex(20),
    arn: ({ region, id }) => `${service}:${region}:${ACCOUNT}:${noun.toLowerCase()}/${id}`,
    autoname: { property: "name", maxLength: 128 },
    replaceOn: ["name"],
  };
}
