import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ObjectReplication } from "./components/data/object-replication";
import { Certificates } from "./components/edge/certificates";
import { FailoverRecords } from "./components/edge/failover-records";
import { HostedZone } from "./components/edge/hosted-zone";
import { type DatabaseRole, Region } from "./components/region/region";
import { defaultTags, loadSettings, type Outputs, type Planned, type RegionSettings } from "./config";

const settings = loadSettings();
const { domainName, dataProtection: protection } = settings;

// One provider for each region, and one for what belongs to none, which AWS keeps in us-east-1.
const providerOf = (name: string, region = name): aws.Provider =>
  new aws.Provider(name, { region, defaultTags: { tags: defaultTags(pulumi.getStack(), region) } });
const placeOf = (region: RegionSettings) => ({ ...region, provider: providerOf(region.name) });
const worldwide = { providers: [providerOf("global", "us-east-1")] };
const active = placeOf(settings.regions[0]);
const standbys = settings.regions.slice(1).map(placeOf);

const zone = new HostedZone("zone", settings.hostedZone, worldwide);
const names = { domainName, hostedZoneId: zone.zoneId };
const certificates = new Certificates(
  "certificates",
  { ...names, regions: [active, ...standbys] },
  worldwide,
);

// 1. A whole copy of the platform in every region: losing one leaves the others complete.
const copyOf = (place: typeof active, databaseRole: DatabaseRole): Region =>
  new Region(
    place.name,
    { ...settings, ...place, protection, databaseRole, certificateArn: certificates.arnIn(place.name) },
    { providers: [place.provider] },
  );
const primary = copyOf(active, { kind: "primary", replicaRegions: standbys.map(({ name }) => name) });
const copies = [primary, ...standbys.map((place) => copyOf(place, { kind: "replica", primary }))];

// 2. What joins them: every bucket copies to every other. (The databases are joined by their role.)
const sites = copies.map((copy) => ({ region: copy.name, store: copy.objectStore, copy }));
for (const source of standbys.length > 0 ? sites : []) {
  const destinations = sites.filter((site) => site !== source);
  new ObjectReplication(`${source.region}-replication`, { source, destinations }, { parent: source.copy });
}

// 3. What the world sees: one name, answered by a healthy region.
const endpoints = copies.map(({ name, loadBalancer }) => ({
  region: name,
  dnsName: loadBalancer.dnsName,
  hostedZoneId: loadBalancer.hostedZoneId,
}));
const { readinessPath } = settings.appTier;
new FailoverRecords("failover", { ...names, endpoints, readinessPath, ...settings.dns }, worldwide);

const outputs: Planned<Outputs> = {
  url: `https://${domainName}`,
  nameServers: zone.nameServers,
  regions: copies.map((copy) => copy.outputs),
  objectives: settings.objectives,
};
export const { url, nameServers, regions, objectives } = outputs;
