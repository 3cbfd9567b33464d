/** What a resource of AWS says of itself: its inputs, and what the cloud fills in. */
import { declarationOf } from "../declarations";
import { userInputs, type ExistingResourceRequest, type ResourceRequest } from "../package";
import { isObject, UNKNOWN, type Props, type Value } from "../wire";
import type { AwsAccount } from "./account";
import { plausible, tagsAll, type AwsResourceType, type CreatedResource } from "./resource-type";
import { resourceTypeOf } from "./resource-types";

/** The inputs, and what the cloud fills in: made up where a resource was created, unknown in a preview. */
export function outputsOf(
  request: ResourceRequest,
  region: string,
  context?: { readonly created: CreatedResource; readonly account: AwsAccount },
): Props {
  const given = userInputs(request.inputs);
  const resourceType = resourceTypeOf(request.type);
  const filled: Record<string, Value> = {};
  for (const [property, type] of declarationOf(request.type).computed) {
    if (given[property] !== undefined) continue;
    filled[property] = context
      ? (resourceType.computed?.[property]?.(context.created, context.account) ??
        plausible(property, type, context.created))
      : UNKNOWN;
  }
  for (const [block, properties] of Object.entries(resourceType.added ?? {})) {
    filled[block] = {
      ...blockOf(given[block]),
      ...mapped(properties, (make) => (context ? make(context.created) : UNKNOWN)),
    };
  }
  if ("region" in filled) filled["region"] = region;
  if ("tagsAll" in filled) filled["tagsAll"] = tagsAll(request.config, given);
  return { ...given, ...filled };
}

/** New inputs over old outputs: what the cloud filled in stays, but for what an update changes. */
export function updatedOutputs(request: ExistingResourceRequest, resourceType: AwsResourceType): Props {
  const given = userInputs(request.inputs);
  const { computed } = declarationOf(request.type);
  const kept = Object.entries(request.oldOutputs).filter(([key]) => computed.has(key));
  const bumped = Object.entries(resourceType.computedOnUpdate ?? {}).map(([key, next]): [string, Value] => [
    key,
    request.preview ? UNKNOWN : next(request.oldOutputs[key]),
  ]);
  const outputs: Record<string, Value> = Object.fromEntries([...kept, ...Object.entries(given), ...bumped]);
  for (const [block, properties] of Object.entries(resourceType.added ?? {})) {
    const old = blockOf(request.oldOutputs[block]);
    outputs[block] = {
      ...blockOf(given[block]),
      ...mapped(properties, (_, property) => old[property] ?? null),
    };
  }
  if ("tagsAll" in outputs) outputs["tagsAll"] = tagsAll(request.config, given);
  return outputs;
}

function blockOf(value: Value | undefined): Props {
  return isObject(value) ? value : {};
}

function mapped<T>(record: Readonly<Record<string, T>>, value: (item: T, key: string) => Value): Props {
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, value(item, key)]));
}
