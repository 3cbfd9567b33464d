import type * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { record, type Recorded } from "./mocks";

/**
 * Creates a component with one explicit provider.
 * @returns the AWS resources that would use another one, as `type name`: none, when the component is right.
 */
export async function strayResources(
  create: (opts: pulumi.ComponentResourceOptions) => unknown,
): Promise<string[]> {
  const run = await record(() =>
    create({ providers: [new aws.Provider("explicit", { region: "eu-west-1" })] }),
  );
  const isOfAws = ({ type }: Recorded): boolean => type.startsWith("aws:");
  if (!run.resources.some(isOfAws)) throw new Error("the component created no AWS resource");
  return run.resources
    .filter((resource) => isOfAws(resource) && resource.provider !== "explicit")
    .map(({ type, name }) => `${type} ${name}`);
}
