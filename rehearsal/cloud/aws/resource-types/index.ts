import type { AwsResourceType, AwsResourceTypes } from "../resource-type";
import { ACCOUNT, creationContext } from "../resource-type";
import { compute } from "./compute";
import { data } from "./data";
import { edge } from "./edge";
import { eks } from "./eks";
import { identity } from "./identity";
import { network } from "./network";
import { observability } from "./observability";
import { webProtection } from "./web-protection";
import { operations } from "./operations";

const resourceTypes: AwsResourceTypes = {
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

/** What is known of `type`; a type that has no entry gets one that is right often enough. */
export function resourceTypeOf(type: string): AwsResourceType {
  return resourceTypes[type] ?? ordinary(type);
}

function ordinary(type: string): AwsResourceType {
  const [, module = "", noun = ""] = type.split(":");
  const service = module.split("/")[0] ?? "";
  return {
    api: [service, noun],
    id: (context) =>
      context.text("name") || creationContext(context.urn, type, context.region, {}, "").hex(20),
    arn: ({ region, id }) => `${service}:${region}:${ACCOUNT}:${noun.toLowerCase()}/${id}`,
    autoname: { property: "name", maxLength: 128 },
  };
}
