import type { Outputs, Planned } from "../../config";
import type { Complete } from "../kit/complete";
import type { RegionalService } from "./regional-service";

/** What operators and drills want to know of a region; nothing secret. */
export function outputsOf(
  { region, endpoint, autoScalingGroupNames, alarms }: RegionalService,
  trafficSwitch: Planned<Outputs["regions"][number]["switch"]>,
): Complete<Planned<Outputs["regions"][number]>> {
  const { database, cache } = region;
  return {
    name: region.name,
    role: region.role,
    loadBalancerDnsName: endpoint.dnsName,
    autoScalingGroup: autoScalingGroupNames["blue"],
    databaseEndpoint: database?.endpoint,
    cacheEndpoint: cache?.configurationEndpoint,
    bucket: region.objectStore.bucketName,
    egressAddresses: region.network.egressAddresses,
    impairedAlarmArn: alarms.alarms.impairedAlarmArn,
    switch: trafficSwitch,
  };
}
