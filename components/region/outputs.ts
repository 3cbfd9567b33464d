import type { RegionalService } from "./regional-service";

/** What people and drills want to know of a region; nothing secret. */
export function outputsOf({ region, endpoint, autoScalingGroupNames }: RegionalService) {
  const { name, traffic: role, database, cache, objectStore } = region;
  const { blue } = autoScalingGroupNames;
  return {
    name,
    role,
    loadBalancerDnsName: endpoint.dnsName,
    bucket: objectStore.bucketName,
    ...(blue && { autoScalingGroup: blue }),
    ...(database && { databaseEndpoint: database.endpoint }),
    ...(cache && { cacheEndpoint: cache.configurationEndpoint }),
  };
}
