/** A case for each rule. */
import type { RuleCase } from "../../support/rule-case";
import { prometheusWorkspaceCases } from "./amp/workspaces.cases";
import { regionSwitchPlanCases } from "./arcregionswitch/plans.cases";
import { zonalAutoshiftCases } from "./arczonalshift/zonal-autoshift.cases";
import { autoScalingGroupCases } from "./autoscaling/groups.cases";
import { scheduledActionCases } from "./autoscaling/scheduled-actions.cases";
import { backupVaultCases } from "./backup/vaults.cases";
import { distributionCases } from "./cloudfront/distributions.cases";
import { cloudWatchAlarmCases } from "./cloudwatch/alarms.cases";
import { logGroupCases } from "./cloudwatch/log-groups.cases";
import { crossRegionCases } from "./cross-region.cases";
import { deletionCases } from "./deletion.cases";
import { launchTemplateCases } from "./ec2/launch-templates.cases";
import { networkCases } from "./ec2/network.cases";
import { securityGroupCases } from "./ec2/security-groups.cases";
import { eksClusterCases } from "./eks/clusters.cases";
import { globalDatastoreCases } from "./elasticache/global-datastores.cases";
import { replicationGroupCases } from "./elasticache/replication-groups.cases";
import { cacheUserCases } from "./elasticache/users.cases";
import { accessLogCases } from "./elasticloadbalancing/access-logs.cases";
import { listenerCases } from "./elasticloadbalancing/listeners.cases";
import { loadBalancerCases } from "./elasticloadbalancing/load-balancers.cases";
import { eventRuleCases } from "./events/rules.cases";
import { iamPolicyCases } from "./iam/policies.cases";
import { kmsKeyCases } from "./kms/keys.cases";
import { memoryDbClusterCases } from "./memorydb/clusters.cases";
import { nameCases } from "./names.cases";
import { databaseClusterCases } from "./rds/clusters.cases";
import { databaseEventCases } from "./rds/event-subscriptions.cases";
import { databaseInstanceCases, databaseReplicaCases } from "./rds/instances.cases";
import { databasePromotionCases } from "./rds/promotion.cases";
import { hostedZoneCases } from "./route53/hosted-zones.cases";
import { recordCases } from "./route53/records.cases";
import { routingPolicyCases } from "./route53/routing-policies.cases";
import { multiRegionAccessPointCases } from "./s3/access-points.cases";
import { bucketCases } from "./s3/buckets.cases";
import { bucketNotificationCases } from "./s3/notifications.cases";
import { scheduleCases } from "./scheduler/schedules.cases";
import { secretCases } from "./secretsmanager/secrets.cases";
import { shieldProtectionCases } from "./shield/protections.cases";
import { snsTopicCases } from "./sns/topics.cases";
import { canaryCases } from "./synthetics/canaries.cases";
import { webAclCases } from "./wafv2/web-acls.cases";

export const cases: readonly RuleCase[] = [
  ...prometheusWorkspaceCases,
  ...zonalAutoshiftCases,
  ...regionSwitchPlanCases,
  ...autoScalingGroupCases,
  ...scheduledActionCases,
  ...backupVaultCases,
  ...distributionCases,
  ...cloudWatchAlarmCases,
  ...logGroupCases,
  ...crossRegionCases,
  ...deletionCases,
  ...launchTemplateCases,
  ...networkCases,
  ...securityGroupCases,
  ...eksClusterCases,
  ...globalDatastoreCases,
  ...replicationGroupCases,
  ...accessLogCases,
  ...listenerCases,
  ...loadBalancerCases,
  ...eventRuleCases,
  ...iamPolicyCases,
  ...kmsKeyCases,
  ...memoryDbClusterCases,
  ...cacheUserCases,
  ...nameCases,
  ...databaseClusterCases,
  ...databaseEventCases,
  ...databaseInstanceCases,
  ...databasePromotionCases,
  ...databaseReplicaCases,
  ...hostedZoneCases,
  ...recordCases,
  ...routingPolicyCases,
  ...multiRegionAccessPointCases,
  ...bucketCases,
  ...bucketNotificationCases,
  ...scheduleCases,
  ...secretCases,
  ...shieldProtectionCases,
  ...snsTopicCases,
  ...canaryCases,
  ...webAclCases,
];
