import type { PolicyRule } from "../framework/rule";
import { backupCoverage } from "./durability/backup-coverage";
import { backupCrossRegionCopy } from "./durability/backup-cross-region-copy";
import { dbCrossRegionCopy } from "./durability/db-cross-region-copy";
import { dbDeletionProtection } from "./durability/db-deletion-protection";
import { eipProtected } from "./durability/eip-protected";
import { kmsUsableAfterRegionLoss } from "./durability/kms-usable-after-region-loss";
import { lbDeletionProtection } from "./durability/lb-deletion-protection";
import { noForceDestroy } from "./durability/no-force-destroy";
import { pulumiProtectEndpoints } from "./durability/pulumi-protect-endpoints";
import { pulumiProtectStateful } from "./durability/pulumi-protect-stateful";
import { rdsBackups } from "./durability/rds-backups";
import { s3BackupEvents } from "./durability/s3-backup-events";
import { s3Crr } from "./durability/s3-crr";
import { s3CrrOtherRegion } from "./durability/s3-crr-other-region";
import { s3Versioning } from "./durability/s3-versioning";
import { secretReplicated } from "./durability/secret-replicated";
import { failoverOnDataPlane } from "./failover/failover-on-data-plane";
import { r53FailbackBySwitch } from "./failover/r53-failback-by-switch";
import { r53FailoverHealthcheck } from "./failover/r53-failover-healthcheck";
import { r53FailoverPair } from "./failover/r53-failover-pair";
import { r53PairDistinctRegions } from "./failover/r53-pair-distinct-regions";
import { r53TtlMax } from "./failover/r53-ttl-max";
import { asgElbHealthcheck } from "./health/asg-elb-healthcheck";
import { asgReplacesLost } from "./health/asg-replaces-lost";
import { drainCoherent } from "./health/drain-coherent";
import { k8sProbesDistinct } from "./health/k8s-probes-distinct";
import { k8sReadiness } from "./health/k8s-readiness";
import { r53HealthcheckTuned } from "./health/r53-healthcheck-tuned";
import { keepAliveOutlastsBalancer } from "./health/keep-alive-outlasts-balancer";
import { rollingUpdateSafe } from "./health/rolling-update-safe";
import { tgDetectionBudget } from "./health/tg-detection-budget";
import { tgHealthCheck } from "./health/tg-health-check";
import { tlsEndOpenFiles } from "./health/tls-end-open-files";
import { alarmActions } from "./operability/alarm-actions";
import { asgTroubleTold } from "./operability/asg-trouble-told";
import { deadAlarm } from "./operability/dead-alarm";
import { k8sImagePinned } from "./operability/k8s-image-pinned";
import { k8sRequestsAndLimits } from "./operability/k8s-requests-and-limits";
import { lifecycleHookCompleted } from "./operability/lifecycle-hook-completed";
import { logPolicyOneWriter } from "./operability/log-policy-one-writer";
import { pdbRequiredAndNotBlocking } from "./operability/pdb-required-and-not-blocking";
import { asgMinSize } from "./replicas/asg-min-size";
import { auroraMinInstances } from "./replicas/aurora-min-instances";
import { cacheMinReplicas } from "./replicas/cache-min-replicas";
import { eksNodegroupMin } from "./replicas/eks-nodegroup-min";
import { hpaHeadroom } from "./replicas/hpa-headroom";
import { hpaMinReplicas } from "./replicas/hpa-min-replicas";
import { k8sMinReplicas } from "./replicas/k8s-min-replicas";
import { cacheUsers } from "./security/cache-users";
import { encryptAtRest } from "./security/encrypt-at-rest";
import { encryptInTransit } from "./security/encrypt-in-transit";
import { imdsHopLimit } from "./security/imds-hop-limit";
import { kmsKeyRotation } from "./security/kms-key-rotation";
import { originClosed } from "./security/origin-closed";
import { wafOverrideEffective } from "./security/waf-override-effective";
import { asgMultiAz } from "./spread/asg-multi-az";
import { computeAzSpread } from "./spread/compute-az-spread";
import { dbSubnetGroupAzs } from "./spread/db-subnet-group-azs";
import { endpointAzSpread } from "./spread/endpoint-az-spread";
import { elasticacheMultiAz } from "./spread/elasticache-multi-az";
import { k8sPodAntiaffinity } from "./spread/k8s-pod-antiaffinity";
import { k8sSpreadSelectorEffective } from "./spread/k8s-spread-selector-effective";
import { k8sZoneSpread } from "./spread/k8s-zone-spread";
import { lbCrossZone } from "./spread/lb-cross-zone";
import { lbMultiAz } from "./spread/lb-multi-az";
import { natPerAz } from "./spread/nat-per-az";
import { rdsMultiAz } from "./spread/rds-multi-az";
import { zonalShiftReady } from "./spread/zonal-shift-ready";

/** Every rule that judges resources one by one or by their relations, in the order of the catalogue. */
export const rules: readonly PolicyRule[] = [
  // replicas
  k8sMinReplicas,
  hpaMinReplicas,
  hpaHeadroom,
  asgMinSize,
  eksNodegroupMin,
  cacheMinReplicas,
  auroraMinInstances,
  // spread
  k8sPodAntiaffinity,
  k8sZoneSpread,
  k8sSpreadSelectorEffective,
  asgMultiAz,
  computeAzSpread,
  lbMultiAz,
  lbCrossZone,
  rdsMultiAz,
  dbSubnetGroupAzs,
  elasticacheMultiAz,
  natPerAz,
  endpointAzSpread,
  zonalShiftReady,
  // health
  k8sReadiness,
  k8sProbesDistinct,
  asgElbHealthcheck,
  asgReplacesLost,
  tgHealthCheck,
  tgDetectionBudget,
  r53HealthcheckTuned,
  rollingUpdateSafe,
  drainCoherent,
  keepAliveOutlastsBalancer,
  tlsEndOpenFiles,
  // durability
  rdsBackups,
  dbDeletionProtection,
  s3Versioning,
  s3Crr,
  s3CrrOtherRegion,
  dbCrossRegionCopy,
  backupCoverage,
  backupCrossRegionCopy,
  s3BackupEvents,
  lbDeletionProtection,
  pulumiProtectStateful,
  pulumiProtectEndpoints,
  eipProtected,
  noForceDestroy,
  kmsUsableAfterRegionLoss,
  secretReplicated,
  // failover
  r53FailoverPair,
  failoverOnDataPlane,
  r53FailbackBySwitch,
  r53FailoverHealthcheck,
  r53PairDistinctRegions,
  r53TtlMax,
  // security
  encryptAtRest,
  encryptInTransit,
  kmsKeyRotation,
  imdsHopLimit,
  cacheUsers,
  wafOverrideEffective,
  originClosed,
  // operability
  pdbRequiredAndNotBlocking,
  deadAlarm,
  alarmActions,
  asgTroubleTold,
  logPolicyOneWriter,
  lifecycleHookCompleted,
  k8sRequestsAndLimits,
  k8sImagePinned,
];
