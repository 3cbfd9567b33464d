import { platformVariables, targetTlsPort } from "../../components/kit/contract";
import { minPodShutdownSeconds } from "../../components/kit/limits";
import { loadBalancerRegions } from "../../components/kit/load-balancer-hosted-zones";
import type { Settings } from "../schema";
import { maxSecrets } from "../schema/app-tier";
import { type Draft, readableRegions, regionNames, type SettingsRule, unless } from "./draft";

// One slow database would take every instance out of service.
const loadBalancerDoesNotAskTheDeepCheck: SettingsRule = ({ loadBalancer, appTier }) => {
  const path = appTier?.readinessPath;
  if (path === undefined || path !== loadBalancer?.healthCheck?.path) return [];
  return [
    {
      path: ["appTier", "readinessPath"],
      message:
        "must differ from loadBalancer.healthCheck.path; the load balancer asks a shallow check, Route 53 a deep one",
    },
  ];
};

/** Fewest and most instances or pods of the fleet, and what the settings call them. */
function fleetOf({ appTier }: Draft<Settings>) {
  switch (appTier?.platform) {
    case "ec2":
      return {
        min: appTier.minInstances,
        max: appTier.maxInstances,
        keys: ["minInstances", "maxInstances"],
      };
    case "kubernetes":
      return { min: appTier.minReplicas, max: appTier.maxReplicas, keys: ["minReplicas", "maxReplicas"] };
    case undefined:
      return { keys: [] };
  }
}

const everyZoneHasAnInstance: SettingsRule = (draft) => {
  const {
    min,
    keys: [key = ""],
  } = fleetOf(draft);
  const zones = Math.max(
    0,
    ...readableRegions(draft).map(({ availabilityZones = [] }) => availabilityZones.length),
  );
  return unless(
    min === undefined || min >= zones,
    ["appTier", key],
    `must be at least ${zones}, one in each zone of a region; raise it`,
  );
};

const fleetCanReachItsMinimum: SettingsRule = (draft) => {
  const {
    min,
    max,
    keys: [minimum = "", maximum = ""],
  } = fleetOf(draft);
  return unless(
    min === undefined || max === undefined || max >= min,
    ["appTier", maximum],
    `must be at least ${minimum} (${String(min)}); raise it`,
  );
};

/** An alarm that a whole fleet does not still is on for ever, and hides the day it is meant for. */
const fleetIsNotDegradedAtItsMinimum: SettingsRule = (draft) => {
  const {
    min,
    keys: [minimum = ""],
  } = fleetOf(draft);
  const floor = draft.observability?.alarms?.degradedBelowTargets;
  return unless(
    min === undefined || floor === undefined || floor <= min,
    ["observability", "alarms", "degradedBelowTargets"],
    `must be at most appTier.${minimum} (${String(min)}), or the alarm never rests; lower it`,
  );
};

/** A pod takes new requests until the load balancer has heard that it is leaving. */
const podsOutliveTheirDeregistration: SettingsRule = ({ appTier, loadBalancer }) => {
  const delay = loadBalancer?.deregistrationDelaySeconds;
  if (appTier?.platform !== "kubernetes" || appTier.preStopSeconds === undefined) return [];
  const { preStopSeconds, terminationGraceSeconds: grace } = appTier;
  return [
    ...unless(
      delay === undefined || preStopSeconds >= delay,
      ["appTier", "preStopSeconds"],
      `must be at least loadBalancer.deregistrationDelaySeconds (${String(delay)}), or a leaving pod fails requests; raise it, or lower the other`,
    ),
    ...unless(
      grace === undefined || grace >= preStopSeconds + minPodShutdownSeconds,
      ["appTier", "terminationGraceSeconds"],
      `must be at least ${preStopSeconds + minPodShutdownSeconds}, ${minPodShutdownSeconds} above preStopSeconds, or the pod is killed before it can end; raise it`,
    ),
  ];
};

const ingressHasAnApplicationLoadBalancer: SettingsRule = ({ appTier, loadBalancer }) =>
  unless(
    appTier?.platform !== "kubernetes" ||
      appTier.exposure !== "ingress" ||
      (loadBalancer?.kind ?? "application") === "application",
    ["appTier", "exposure"],
    'must be "target-group-binding" unless loadBalancer.kind is "application", which is what an Ingress creates; change one of the two',
  );

/** Kubernetes tells the host name of an Ingress's load balancer, and nothing of its zone. */
const ingressesHaveKnownHostedZones: SettingsRule = (draft) => {
  const { appTier } = draft;
  if (appTier?.platform !== "kubernetes" || appTier.exposure !== "ingress") return [];
  return readableRegions(draft).flatMap(({ name, at }) =>
    unless(
      name === undefined || loadBalancerRegions.includes(name),
      [...at, "name"],
      'must be a region whose load balancers have a known hosted zone, with appTier.exposure "ingress"; choose another region, or "target-group-binding"',
    ),
  );
};

/** In a pod both containers share one network. */
const thePortIsFree: SettingsRule = ({ appTier }) =>
  unless(
    appTier?.platform !== "kubernetes" || appTier.port !== targetTlsPort,
    ["appTier", "port"],
    `must not be ${targetTlsPort} on Kubernetes, where the load balancer's TLS ends; choose another`,
  );

const variablesAreTheApplicationsOwn: SettingsRule = ({ appTier }) =>
  platformVariables.flatMap((name) =>
    unless(
      appTier?.environment?.[name] === undefined,
      ["appTier", "environment", name],
      "is given by the platform and must not be set again; rename it, or remove it",
    ),
  );

/**
 * Bytes of the 16 KiB of user data that EC2 takes which are left for the environment beside the longest lists of all other
 * settings, and what each secret less than the most leaves. test/architecture/user-data-size.test.ts holds them against
 * real user data. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
 */
const spareUserData = { bytes: 600, bytesBySecret: 350 };

const environmentFitsIntoUserData: SettingsRule = ({ appTier }) => {
  if (appTier?.platform !== "ec2") return [];
  const secrets = Object.keys(appTier.secrets ?? {}).length;
  const most = spareUserData.bytes + spareUserData.bytesBySecret * (maxSecrets - secrets);
  const lines = Object.entries(appTier.environment ?? {}).map(([name, value]) => `${name}=${value}\n`);
  const bytes = Buffer.byteLength(JSON.stringify(lines.join("")));
  return unless(
    bytes <= most,
    ["appTier", "environment"],
    `must take at most ${most} bytes beside ${secrets} secrets, because EC2 takes 16 KiB of user data, and it takes ${bytes}; shorten it, or read a file of your own from the bucket`,
  );
};

/**
 * Characters of a role's inline policies, 10,240 without blanks, that the platform's own statements leave with the longest
 * lists it takes. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const maxPermissionCharacters = 5000;

const permissionsFitIntoAPolicy: SettingsRule = ({ appTier }) => {
  const characters = JSON.stringify(appTier?.permissions ?? []).length;
  return unless(
    characters <= maxPermissionCharacters,
    ["appTier", "permissions"],
    `must be at most ${maxPermissionCharacters} characters of JSON, which is what IAM's limit for a role leaves, and they are ${characters}; use * in names, or a managed policy of your own (docs/extending.md)`,
  );
};

/** Everything that is written by region is written for regions that are there. */
const regionsOfTheTierExist: SettingsRule = (draft) => {
  const { appTier } = draft;
  const names = regionNames(draft);
  const foreign = (record: object | undefined, path: readonly PropertyKey[]) =>
    Object.keys(record ?? {})
      .filter((name) => !names.includes(name))
      .map((name) => ({ path: [...path, name], message: "is for no region of the stack; remove it" }));
  const images = foreign(appTier?.imageByRegion, ["appTier", "imageByRegion"]);
  if (appTier?.platform === "ec2")
    return [...images, ...foreign(appTier.machineImageIds, ["appTier", "machineImageIds"])];
  if (appTier?.platform !== "kubernetes" || appTier.cluster?.mode !== "existing") return images;
  const { byRegion } = appTier.cluster;
  const at = ["appTier", "cluster", "byRegion"];
  const missing = names.filter((name) => byRegion?.[name] === undefined);
  return [
    ...images,
    ...unless(missing.length === 0, at, `must have the cluster of each region; add ${missing.join(", ")}`),
    ...foreign(byRegion, at),
  ];
};

/** The region of a private registry of ECR, the one registry whose name says where it is. */
const registryRegion = (image: string | undefined) =>
  /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\//.exec(image ?? "")?.[1];

/** A region that pulls from another cannot start an instance on the day that the other is lost. */
const imagesAreInTheirRegion: SettingsRule = (draft) => {
  const { appTier } = draft;
  const names = regionNames(draft);
  if (names.length < 2) return [];
  return names.flatMap((name) => {
    const own = appTier?.imageByRegion?.[name];
    const registry = registryRegion(own ?? appTier?.image);
    return unless(
      registry === undefined || registry === name,
      ["appTier", "imageByRegion", ...(own === undefined ? [] : [name])],
      `must have an image of ${name}'s own registry for it, because the loss of ${String(registry)} would leave ${name} nothing to start; replicate the repository, and add it`,
    );
  });
};

/** What is wrong between the application and the rest of its region. */
export const appTierRules: readonly SettingsRule[] = [
  loadBalancerDoesNotAskTheDeepCheck,
  everyZoneHasAnInstance,
  fleetCanReachItsMinimum,
  fleetIsNotDegradedAtItsMinimum,
  podsOutliveTheirDeregistration,
  ingressHasAnApplicationLoadBalancer,
  ingressesHaveKnownHostedZones,
  thePortIsFree,
  variablesAreTheApplicationsOwn,
  environmentFitsIntoUserData,
  permissionsFitIntoAPolicy,
  regionsOfTheTierExist,
  imagesAreInTheirRegion,
];
