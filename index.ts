import "./startup/stack-traces";
import * as pulumi from "@pulumi/pulumi";
import { Certificates } from "./components/edge/certificates";
import { HostedZone } from "./components/edge/hosted-zone";
import { BucketNames } from "./components/global/bucket-names";
import { createDrillRole } from "./components/global/drill-role";
import { createOriginVerification, createDnsRouting } from "./components/global/dns-routing";
import { replicateObjects } from "./components/global/objects";
import { createGlobalDashboard } from "./components/global/dashboard";
import { regionContexts } from "./components/global/region-contexts";
import { createBackups, backupDestination } from "./components/global/backups";
import { replicateSecrets } from "./components/global/secrets";
import { createOffHoursSchedule } from "./components/region/off-hours";
import { createObservability } from "./components/region/observability";
import { outputsOf } from "./components/region/outputs";
import { Region, type RegionArgs } from "./components/region/region";
import { createRegionalService } from "./components/region/regional-service";
import { defaultTags, drillTag, loadSettings, type Outputs, type Planned } from "./config";

const settings = loadSettings();
const { domainName, appTier, backup, database, offHours, observability, webFirewall } = settings;
const stack = pulumi.getStack();
const namePrefix = `${pulumi.getProject()}-${stack}`;

const tagsIn = (region: string) => defaultTags(stack, region, settings.drills);
const contexts = regionContexts(settings.regions, tagsIn);
const { globalProvider } = contexts;
const inGlobal = { providers: [globalProvider.provider] };

const zone = new HostedZone("zone", settings.hostedZone, inGlobal);
const isDelivered = settings.contentDelivery === "cloudfront";
const certificates = new Certificates(
  "certificates",
  {
    domainName,
    hostedZoneId: zone.zoneId,
    regions: [contexts.primary, ...contexts.standbys, ...(isDelivered ? [globalProvider] : [])],
  },
  inGlobal,
);

// 1. The foundation of a whole copy in every region, data included: losing one leaves the others complete.
const shared = { ...settings, ...observability, ...backup, protection: settings.dataProtection };
const buckets = new BucketNames("buckets", { prefix: namePrefix });
const regionIn = (context: typeof contexts.primary, role: RegionArgs["role"]): Region =>
  new Region(
    context.name,
    { ...shared, ...context, bucketName: buckets.in(context.name), traffic: context.role, role },
    { providers: [context.provider] },
  );
const primary = regionIn(contexts.primary, {
  kind: "primary",
  replicaRegions: contexts.standbys.map(({ name }) => name),
});
const everyRegion = [
  primary,
  ...contexts.standbys.map((context) => regionIn(context, { kind: "replica", primary })),
] as const;

// 2. What joins them: buckets replicate to each other, secrets are read everywhere, backups are kept elsewhere.
// (Databases and a global cache are joined by their role.)
const objectsFor = replicateObjects(everyRegion, settings.objectStore, inGlobal);
const secretsFor = replicateSecrets(everyRegion, appTier.secrets);
if (backup) {
  const destination = backupDestination(everyRegion, backup.destinationRegion, (region) => [
    contexts.providerIn(region),
  ]);
  createBackups(primary, destination, backup, database?.backupRetentionDays);
}

// 3. The service of each region: load balancer, application, alarms.
const originVerification = isDelivered
  ? createOriginVerification(appTier.readinessPath, inGlobal)
  : undefined;
const services = everyRegion.map((region) =>
  createRegionalService(region, {
    ...settings,
    ...observability,
    namePrefix,
    certificateArn: certificates.arnIn(region.name),
    webFirewall: isDelivered ? undefined : webFirewall,
    originVerification,
    objects: objectsFor(region),
    secretArns: secretsFor(region),
    tags: tagsIn(region.name),
    backups: backup && region === primary ? "monitored" : "none",
  }),
);

// 4. What clients see: one name, answered by a healthy region.
const { healthCheckIds } = createDnsRouting(
  {
    ...settings.dns,
    ...settings,
    zone,
    services,
    readinessPath: appTier.readinessPath,
    distribution: originVerification && {
      originVerification,
      webFirewall,
      certificateArn: certificates.arnIn(globalProvider.name),
      ...observability,
    },
  },
  inGlobal,
);

// 5. What operators see, and when the stack is stopped.
const { path: healthCheckPath } = settings.loadBalancer.healthCheck;
for (const service of services) {
  createObservability(service, { ...observability, namePrefix, domainName, healthCheckPath, services });
  if (offHours && appTier.platform === "ec2") createOffHoursSchedule(service, appTier.minInstances, offHours);
}
createGlobalDashboard({ ...observability, namePrefix, services, healthCheckIds }, inGlobal);

const outputs: Planned<Outputs> = {
  url: `https://${domainName}`,
  nameServers: zone.nameServers,
  regions: services.map(outputsOf),
  objectives: settings.objectives,
  drills:
    settings.drills === "allowed"
      ? { experimentRoleArn: createDrillRole(everyRegion, drillTag, inGlobal) }
      : {},
};
export const { url, nameServers, regions, objectives, drills } = outputs;
