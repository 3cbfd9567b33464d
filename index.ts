import * as pulumi from "@pulumi/pulumi";
import { Certificates } from "./components/edge/certificates";
import { HostedZone } from "./components/edge/hosted-zone";
import { createBackups } from "./components/global/backups";
import { BucketNames } from "./components/global/bucket-names";
import { createGlobalDashboard } from "./components/global/dashboard";
import { createDnsRouting, createOriginVerification, hostedZoneArgs } from "./components/global/dns-routing";
import { createDrillRole } from "./components/global/drill-role";
import { replicateObjects } from "./components/global/objects";
import { regionContexts } from "./components/global/region-contexts";
import { createRegions } from "./components/global/regions";
import { replicateSecrets } from "./components/global/secrets";
import { createSwitching } from "./components/global/traffic-switches";
import { createObservability } from "./components/region/observability";
import { createOffHoursSchedule } from "./components/region/off-hours";
import { outputsOf } from "./components/region/outputs";
import type { Region } from "./components/region/region";
import { createRegionalService } from "./components/region/regional-service";
import { defaultTags, drillTag, loadSettings, type Outputs, type Planned } from "./config";
import { extensions, transformations } from "./extensions";

const settings = loadSettings();
const { domainName, appTier, backup, offHours } = settings;
const stack = pulumi.getStack();
const namePrefix = `${pulumi.getProject()}-${stack}`;

for (const transformation of transformations) pulumi.runtime.registerStackTransformation(transformation);

const tagsIn = (region: string) => defaultTags(stack, region, settings.drills, settings.tags);
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
    regions: [...contexts.regions, ...(originVerification ? [globalProvider] : [])],
  },
  inGlobal,
);

// 1. The foundation of a whole copy in every region, data included: losing one leaves the others complete.
const buckets = new BucketNames("buckets", { prefix: namePrefix });
const everyRegion = createRegions(settings, contexts, buckets);
const [home, ...otherRegions] = everyRegion;

// 2. What joins them: buckets replicate to each other, secrets are read everywhere, backups are kept elsewhere.
// (Databases and a global cache are joined by their role.)
const objectsFor = replicateObjects(settings, everyRegion, inGlobal);
const secretsFor = replicateSecrets(settings, everyRegion);
if (backup) createBackups(settings, backup, everyRegion, contexts.providerIn);

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
    backups: backup ? "monitored" : "none",
  });
const services = [serviceIn(home), ...otherRegions.map(serviceIn)] as const;

// 4. What operators see of each region, and when the stack is stopped.
const watching = services.map((service) => ({
  service,
  watch: createObservability(service, { settings, namePrefix, services }),
}));
for (const service of services) {
  if (offHours && appTier.platform === "ec2") createOffHoursSchedule(service, offHours, appTier.minInstances);
}

// 5. What clients see: one name, answered by a healthy region, or by the one that is switched on.
const switching = createSwitching({ settings, namePrefix, zone, services: watching }, inGlobal);
const distribution = originVerification && {
  originVerification,
  certificateArn: certificates.arnIn(globalProvider.name),
};
const { healthCheckIds } = createDnsRouting(
  { settings, zone, services, distribution, switches: switching?.records },
  inGlobal,
);
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
