import type { AwsRefusalRule } from "../refusal-rule";
import { prometheusWorkspaces } from "./amp/workspaces";
import { regionSwitchPlans } from "./arcregionswitch/plans";
import { zonalAutoshift } from "./arczonalshift/zonal-autoshift";
import { autoScalingGroups } from "./autoscaling/groups";
import { scheduledActions } from "./autoscaling/scheduled-actions";
import { backupVaults } from "./backup/vaults";
import { distributions } from "./cloudfront/distributions";
import { cloudWatchAlarms } from "./cloudwatch/alarms";
import { logGroups } from "./cloudwatch/log-groups";
import { crossRegion } from "./cross-region";
import { deletion } from "./deletion";
import { duplicates } from "./duplicates";
import { launchTemplates } from "./ec2/launch-templates";
import { network } from "./ec2/network";
import { securityGroups } from "./ec2/security-groups";
import { eksClusters } from "./eks/clusters";
import { globalDatastores } from "./elasticache/global-datastores";
import { replicationGroups } from "./elasticache/replication-groups";
import { cacheUsers } from "./elasticache/users";
import { accessLogs } from "./elasticloadbalancing/access-logs";
import { listeners } from "./elasticloadbalancing/listeners";
import { loadBalancers } from "./elasticloadbalancing/load-balancers";
import { eventRules } from "./events/rules";
import { iamPolicies } from "./iam/policies";
import { kmsKeys } from "./kms/keys";
import { memoryDbClusters } from "./memorydb/clusters";
import { names } from "./names";
import { databaseClusters } from "./rds/clusters";
import { databaseDeletion } from "./rds/instance-deletion";
import { databaseEvents } from "./rds/event-subscriptions";
import { databaseInstances } from "./rds/instances";
import { databaseReplicas } from "./rds/replicas";
import { healthChecks } from "./route53/health-checks";
import { hostedZones } from "./route53/hosted-zones";
import { records } from "./route53/records";
import { routingPolicies } from "./route53/routing-policies";
import { multiRegionAccessPoints } from "./s3/access-points";
import { buckets } from "./s3/buckets";
import { bucketNotifications } from "./s3/notifications";
import { schedules } from "./scheduler/schedules";
import { secrets } from "./secretsmanager/secrets";
import { shieldProtections } from "./shield/protections";
import { snsTopics } from "./sns/topics";
import { canaries } from "./synthetics/canaries";
import { webAcls } from "./wafv2/web-acls";

/** Every rule, in the order in which they are asked: what is elsewhere or taken comes first. */
export const rules: readonly AwsRefusalRule[] = [
  ...crossRegion,
  ...names,
  ...duplicates,
  ...network,
  ...securityGroups,
  ...launchTemplates,
  ...loadBalancers,
  ...listeners,
  ...accessLogs,
  ...webAcls,
  ...distributions,
  ...shieldProtections,
  ...hostedZones,
  ...records,
  ...routingPolicies,
  ...healthChecks,
  ...autoScalingGroups,
  ...scheduledActions,
  ...eksClusters,
  ...databaseInstances,
  ...databaseReplicas,
  ...databaseClusters,
  ...databaseEvents,
  ...replicationGroups,
  ...globalDatastores,
  ...cacheUsers,
  ...memoryDbClusters,
  ...buckets,
  ...multiRegionAccessPoints,
  ...bucketNotifications,
  ...backupVaults,
  ...iamPolicies,
  ...kmsKeys,
  ...secrets,
  ...schedules,
  ...zonalAutoshift,
  ...regionSwitchPlans,
  ...cloudWatchAlarms,
  ...logGroups,
  ...snsTopics,
  ...eventRules,
  ...canaries,
  ...prometheusWorkspaces,
  ...deletion,
  ...databaseDeletion,
];
