/** The kinds of values that settings are made of. */
export { byName, listOf, maxUnknownKeys, modes, ofLists, section } from "./group";
export { must } from "./message";
export { logRetentionDays, oneOf, whole } from "./number";
export { ipv4Block, regionName, vpcBlock, zone, zoneName } from "./place";
export { choice, hostName, matching, timeOfDay, timeZone, urlPath } from "./text";
