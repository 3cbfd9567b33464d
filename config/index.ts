export { loadSettings } from "./load";
export { type Outputs, outputsSchema, type Planned } from "./outputs";
export { parseSettings, SettingsError } from "./parse";
export type { RegionSettings, Settings } from "./schema";
export { defaultTags, drillTag } from "./tags";
