import { creationContext } from "../../rehearsal/cloud/aws/resource-type";
import { resourceTypeOf } from "../../rehearsal/cloud/aws/resource-types";
import type { Props } from "../../rehearsal/cloud/wire";
import type { Identify } from "../support/mocks";

/** Nothing else is there to look references up in: ids and ARNs are made of a resource's own properties. */
const nobody = { having: () => [], withId: () => [], byArn: () => undefined };

/**
 * Ids, ARNs and names as AWS gives them, by what the rehearsal cloud knows of each type: whether a statement of IAM means a
 * resource, depends on nothing else.
 */
export const identifyAsAws: Identify = ({ type, name, inputs, provider }) => {
  const resourceType = resourceTypeOf(type);
  const automatic = resourceType.autoname?.property;
  const named = automatic === undefined ? {} : { [automatic]: (inputs[automatic] as unknown) ?? name };
  const region = provider === undefined || provider === "global" ? "us-east-1" : provider;
  const context = creationContext(name, type, region, { ...inputs, ...named }, "");
  const id = resourceType.id(context, nobody);
  const arn = resourceType.arn?.({ ...context, id });
  return {
    id,
    outputs: {
      ...named,
      ...(arn !== undefined && { arn: `arn:aws:${arn}` }),
      ...ownNames(type, id, context.inputs),
    },
  };
};

function ownNames(type: string, id: string, inputs: Props): object {
  if (type === "aws:s3/bucket:Bucket") return { bucket: inputs["bucket"] ?? id };
  return type === "aws:kms/key:Key" ? { keyId: id } : {};
}
