/** What keeps data, and copies of it. */
import type { Kinds } from "../kind";
import { backups } from "./backups";
import { caches } from "./caches";
import { databases } from "./databases";
import { objectStorage } from "./object-storage";

export const data: Kinds = { ...databases, ...caches, ...objectStorage, ...backups };
