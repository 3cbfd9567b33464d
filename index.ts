import "./startup/stack-traces";
import * as pulumi from "@pulumi/pulumi";
import { Certificates } from "./components/edge/certificates";
import { HostedZone } from "./components/edge/hosted-zone";
import { backupDestination, createBackups } from "./components/global/backups";
import { BucketNames } from "./components/global/bucket-names";
import { createGlobalDashboard } from "./components/global/dashboard";
import { createDnsRouting, createOriginVerification, hostedZoneArgs } from "./components/global/dns-routing";
import { createDrillRole } from "./components/global/drill-role";
import { replicateObjects } from "./components/global/objects";
import { type RegionContext, regionContexts } from "./components/global/region-contexts";
import { replicateSecrets } from "./components/global/secrets";
import { createSwitching } from "./components/global/traffic-switches";
import { createObservability } from "./components/region/observability";
import { createOffHoursSchedule } from "./components/region/off-hours";
import { outputsOf } from "./components/region/outputs";
import { Region, type RegionArgs } from "./components/region/region";
import { createRegionalService } from "./components/region/regional-service";
import { defaultTags, drillTag, loadSettings, type Outputs, type Planned } from "./config";
import { extensions, transformations } from "./extensions";

const settings = loadSettings();
const { domainName, appTier, backup, offHours } = settings;
const stack = pulumi.getStack();
const namePrefix = `${pulumi.getProject()}-${stack}`;

for (const transformation of transformations) pulumi.runtime.registerStackTransformation(transformation);

const tagsIn = (region: string) => defaultTags(stack, region, settings.drills);
const contexts = regionContexts(settings.regions, tagsIn);
const { globalProvider } = contexts;
const inGlobal = { providers: [globalProvider.provider] };

const zone = new HostedZone("zone", hostedZoneArgs(settings), inGlobal);
const originVerification = createOriginVerification(settings, inGlobal);
const certificates = new Certificates(
  "certificates",
  {
    domainName,
    hostedZoneId: zone.zoneId,
    regions: [contexts.primary, ...contexts.standbys, ...(originVerification ? [globalProvider] : [])],
  },
  inGlobal,
);

// 1. The foundation of a whole copy in every region, data included: losing one leaves the others complete.
const buckets = new BucketNames("buckets", { prefix: namePrefix });
const regionIn = ({ name, settings: region, provider }: RegionContext, role: RegionArgs["role"]): Region =>
  new Region(name, { settings, region, role, bucketName: buckets.in(name) }, { providers: [provider] });
const primary = regionIn(contexts.primary, {
  kind: "primary",
  replicaRegions: contexts.standbys.map(({ name }) => name),
});
const standbys = contexts.standbys.map((context) => regionIn(context, { kind: "replica", primary }));
const everyRegion = [primary, ...standbys] as const;

// 2. What joins them: buckets replicate to each other, secrets are read everywhere, backups are kept elsewhere.
// (Databases and a global cache are joined by their role.)
const objectsFor = replicateObjects(settings, everyRegion, inGlobal);
const secretsFor = replicateSecrets(settings, everyRegion);
if (backup) {
  const destination = backupDestination(backup, everyRegion, (region) => [contexts.providerIn(region)]);
  createBackups(settings, backup, primary, destination);
}

// 3. The service of each region: load balancer, application, alarms.
const serviceIn = (region: Region) =>
  createRegionalService(region, {
    settings,
    namePrefix,
    certificateArn: certificates.arnIn(region.name),
    originVerification,
    objects: objectsFor(region),
    secretArns: secretsFor(region),
    tags: tagsIn(region.name),
    backups: backup && region === primary ? "monitored" : "none",
  });
const services = [serviceIn(primary), ...standbys.map(serviceIn)] as const;

// 4. What clients see: one name, answered by a healthy region, or by the one that is switched on.
const switching = createSwitching(settings, namePrefix, everyRegion, inGlobal);
const distribution = originVerification && {
  originVerification,
  certificateArn: certificates.arnIn(globalProvider.name),
};
const { healthCheckIds } = createDnsRouting(
  { settings, zone, services, distribution, switches: switching?.records },
  inGlobal,
);

// 5. What operators see, and when the stack is stopped.
for (const service of services) {
  createObservability(service, { settings, namePrefix, services });
  if (offHours && appTier.platform === "ec2") createOffHoursSchedule(service, offHours, appTier.minInstances);
}
createGlobalDashboard({ settings, namePrefix, services, healthCheckIds }, inGlobal);

// 6. What this stack has beside the platform.
for (const extend of extensions) extend({ namePrefix, domainName, zone, services });

const outputs: Planned<Outputs> = {
  url: `https://${domainName}`,
  nameServers: zone.nameServers,
  regions: services.map((service) => outputsOf(service, switching?.byRegion[service.region.name])),
  objectives: settings.objectives,
  drills:
    settings.drills === "allowed"
      ? { experimentRoleArn: createDrillRole(everyRegion, drillTag, inGlobal) }
      : {},
};
export const { url, nameServers, regions, objectives, drills } = outputs;
