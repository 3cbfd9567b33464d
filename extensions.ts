/**
 * What this stack has beside the platform, and what it changes of it, without a fork: see docs/extending.md. Empty, the
 * platform is as it comes. Nothing else of this repository needs to be edited, so an update of it merges cleanly.
 */
import type * as pulumi from "@pulumi/pulumi";
import type { Extension } from "./components/global/platform";

/** Run once the platform is planned: a queue, a table, a second service, an alarm … */
export const extensions: readonly Extension[] = [];

/** Change arguments and options of any planned resource, in this order, before it is registered. */
export const transformations: readonly pulumi.ResourceTransformation[] = [];
