import * as pulumi from "@pulumi/pulumi";
import { Certificates } from "./components/edge/certificates";
import { HostedZone } from "./components/edge/hosted-zone";
import { BucketNames } from "./components/global/bucket-names";
import { permitDrills } from "./components/global/drills";
import { doorFor, openFront } from "./components/global/front";
import { joinObjects } from "./components/global/objects";
import { overlook } from "./components/global/overview";
import { placesOf } from "./components/global/places";
import { keepBackups, recoveryPlace } from "./components/global/recovery";
import { joinSecrets } from "./components/global/secrets";
import { restAtNight } from "./components/region/night";
import { observe } from "./components/region/observe";
import { outputsOf } from "./components/region/outputs";
import { Region, type RegionArgs } from "./components/region/region";
import { serve } from "./components/region/serve";
import { defaultTags, drillTag, loadSettings, type Outputs, type Planned } from "./config";

const settings = loadSettings();
const { domainName, appTier, backup, database, offHours, observability, webFirewall } = settings;
const stack = pulumi.getStack();
const namePrefix = `${pulumi.getProject()}-${stack}`;

const tagsIn = (region: string) => defaultTags(stack, region, settings.drills);
const { first, others, nowhere, providerIn } = placesOf(settings.regions, tagsIn);
const worldwide = { providers: [nowhere.provider] };

const zone = new HostedZone("zone", settings.hostedZone, worldwide);
const isDelivered = settings.contentDelivery === "cloudfront";
const certificates = new Certificates(
  "certificates",
  { domainName, hostedZoneId: zone.zoneId, regions: [first, ...others, ...(isDelivered ? [nowhere] : [])] },
  worldwide,
);

// 1. The ground of a whole copy in every region, data included: losing one leaves the others complete.
const shared = { ...settings, ...observability, ...backup, protection: settings.dataProtection };
const buckets = new BucketNames("buckets", { prefix: namePrefix });
const groundIn = (place: typeof first, role: RegionArgs["role"]): Region =>
  new Region(
    place.name,
    { ...shared, ...place, bucketName: buckets.in(place.name), traffic: place.role, role },
    { providers: [place.provider] },
  );
const primary = groundIn(first, { kind: "primary", replicaRegions: others.map(({ name }) => name) });
const copies = [primary, ...others.map((place) => groundIn(place, { kind: "replica", primary }))] as const;

// 2. What joins them: buckets copy to each other, secrets are read everywhere, backups lie elsewhere.
// (Databases and a global cache are joined by their role.)
const objectsFor = joinObjects(copies, settings.objectStore, worldwide);
const secretsFor = joinSecrets(copies, appTier.secrets);
if (backup) {
  const elsewhere = recoveryPlace(copies, backup.destinationRegion, (region) => [providerIn(region)]);
  keepBackups(primary, elsewhere, backup, database?.backupRetentionDays);
}

// 3. What serves in each of them, watched.
const door = isDelivered ? doorFor(appTier.readinessPath, worldwide) : undefined;
const services = copies.map((region) =>
  serve(region, {
    ...settings,
    ...observability,
    namePrefix,
    certificateArn: certificates.arnIn(region.name),
    webFirewall: isDelivered ? undefined : webFirewall,
    door,
    objects: objectsFor(region),
    secretArns: secretsFor(region),
    tags: tagsIn(region.name),
    backups: backup && region === primary ? "watched" : "none",
  }),
);

// 4. What the world sees: one name, answered by a healthy region.
const { healthCheckIds } = openFront(
  {
    ...settings.dns,
    ...settings,
    zone,
    services,
    readinessPath: appTier.readinessPath,
    distribution: door && {
      door,
      webFirewall,
      certificateArn: certificates.arnIn(nowhere.name),
      ...observability,
    },
  },
  worldwide,
);

// 5. What people see, and when it sleeps.
const { path: healthCheckPath } = settings.loadBalancer.healthCheck;
for (const service of services) {
  observe(service, { ...observability, namePrefix, domainName, healthCheckPath, services });
  if (offHours && appTier.platform === "ec2") restAtNight(service, appTier.minInstances, offHours);
}
overlook({ ...observability, namePrefix, services, healthCheckIds }, worldwide);

const outputs: Planned<Outputs> = {
  url: `https://${domainName}`,
  nameServers: zone.nameServers,
  regions: services.map(outputsOf),
  objectives: settings.objectives,
  drills:
    settings.drills === "allowed" ? { experimentRoleArn: permitDrills(copies, drillTag, worldwide) } : {},
};
export const { url, nameServers, regions, objectives, drills } = outputs;
