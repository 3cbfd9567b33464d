import type { Settings } from "../../config";

/** Parts of the settings that may be left out, or that come in several shapes. */
export type DatabaseSettings = NonNullable<Settings["database"]>;
export type CacheSettings = NonNullable<Settings["cache"]>;
export type WebFirewallSettings = NonNullable<Settings["webFirewall"]>;
export type OffHoursSettings = NonNullable<Settings["offHours"]>;
export type Ec2Settings = Extract<Settings["appTier"], { readonly platform: "ec2" }>;
export type KubernetesSettings = Extract<Settings["appTier"], { readonly platform: "kubernetes" }>;
export type ClusterSettings = KubernetesSettings["cluster"];
