import type { PreflightCheck } from "../check";
import { autoMode } from "./auto-mode";
import { backupCopies, caches, databases } from "./data-stores";
import { delegation } from "./domains";
import { discoveredSubnets, existingSubnets, existingVpcs } from "./existing-networks";
import { names, roles } from "./identities";
import { images } from "./images";
import { instanceTypes } from "./instance-types";
import { regions, zones } from "./places";
import { quotas } from "./quotas";
import { state } from "./state";

/** In the order of the table. */
export const checks: readonly PreflightCheck[] = [
  regions,
  quotas,
  autoMode,
  zones,
  existingVpcs,
  existingSubnets,
  discoveredSubnets,
  instanceTypes,
  databases,
  caches,
  backupCopies,
  delegation,
  images,
  roles,
  names,
  state,
];
