import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../kit/zones";

/**
 * The partition in which `component` creates its resources, told from the region of its provider: no look-up. A component
 * without a provider of its own is taken to be in `aws`; the platform gives each one.
 */
export function partitionFor(component: pulumi.ComponentResource): pulumi.Output<string> {
  // Any token of the package finds its provider.
  const provider = component.getProvider("aws:iam/role:Role");
  if (!aws.Provider.isInstance(provider)) return pulumi.output(partitionOf(""));
  return provider.region.apply((region = "") => partitionOf(region));
}
