import type { PreflightCheck } from "../check";
import { autoMode } from "./auto-mode";
import { backupCopies, caches, databases } from "./data-stores";
import { delegation } from "./domains";
import { names, roles } from "./identities";
import { images } from "./images";
import { instanceTypes } from "./instance-types";
import { regions, zones } from "./places";
import { quotas } from "./quotas";

/** In the order of the table. */
export const checks: readonly PreflightCheck[] = [
  regions,
  quotas,
  autoMode,
  zones,
  instanceTypes,
  databases,
  caches,
  backupCopies,
  delegation,
  images,
  roles,
  names,
];
