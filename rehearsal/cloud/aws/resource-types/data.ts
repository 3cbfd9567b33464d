/** What keeps data, and copies of it. */
import type { AwsResourceTypes } from "../resource-type";
import { backups } from "./backups";
import { caches } from "./caches";
import { databases } from "./databases";
import { objectStorage } from "./object-storage";

export const data: AwsResourceTypes = { ...databases, ...caches, ...objectStorage, ...backups };
