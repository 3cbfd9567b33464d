/**
 * The best practices of the AWS Well-Architected Framework that a policy stands for, as its pages name them
 * (reliability pillar of November 2024, which numbers some otherwise than before; security pillar of the same version).
 */

interface BestPractice {
  readonly title: string;
  /** The page of the pillar's guide, without its ending. */
  readonly page: string;
}

export const WELL_ARCHITECTED = {
  "REL02-BP01": {
    title: "Use highly available network connectivity for your workload public endpoints",
    page: "reliability-pillar/rel_planning_network_topology_ha_conn_users",
  },
  "REL06-BP03": {
    title: "Send notifications (Real-time processing and alarming)",
    page: "reliability-pillar/rel_monitor_aws_resources_notification_monitor",
  },
  "REL07-BP02": {
    title: "Obtain resources upon detection of impairment to a workload",
    page: "reliability-pillar/rel_adapt_to_changes_reactive_adapt_auto",
  },
  "REL07-BP03": {
    title: "Obtain resources upon detection that more resources are needed for a workload",
    page: "reliability-pillar/rel_adapt_to_changes_proactive_adapt_auto",
  },
  "REL08-BP04": {
    title: "Deploy using immutable infrastructure",
    page: "reliability-pillar/rel_tracking_change_management_immutable_infrastructure",
  },
  "REL08-BP05": {
    title: "Deploy changes with automation",
    page: "reliability-pillar/rel_tracking_change_management_automated_changemgmt",
  },
  "REL09-BP01": {
    title: "Identify and back up all data that needs to be backed up, or reproduce the data from sources",
    page: "reliability-pillar/rel_backing_up_data_identified_backups_data",
  },
  "REL09-BP03": {
    title: "Perform data backup automatically",
    page: "reliability-pillar/rel_backing_up_data_automated_backups_data",
  },
  "REL10-BP01": {
    title: "Deploy the workload to multiple locations",
    page: "reliability-pillar/rel_fault_isolation_multiaz_region_system",
  },
  "REL11-BP01": {
    title: "Monitor all components of the workload to detect failures",
    page: "reliability-pillar/rel_withstand_component_failures_monitoring_health",
  },
  "REL11-BP02": {
    title: "Fail over to healthy resources",
    page: "reliability-pillar/rel_withstand_component_failures_failover2good",
  },
  "REL11-BP03": {
    title: "Automate healing on all layers",
    page: "reliability-pillar/rel_withstand_component_failures_auto_healing_system",
  },
  "REL11-BP04": {
    title: "Rely on the data plane and not the control plane during recovery",
    page: "reliability-pillar/rel_withstand_component_failures_avoid_control_plane",
  },
  "REL11-BP05": {
    title: "Use static stability to prevent bimodal behavior",
    page: "reliability-pillar/rel_withstand_component_failures_static_stability",
  },
  "REL11-BP06": {
    title: "Send notifications when events impact availability",
    page: "reliability-pillar/rel_withstand_component_failures_notifications_sent_system",
  },
  "REL13-BP01": {
    title: "Define recovery objectives for downtime and data loss",
    page: "reliability-pillar/rel_planning_for_recovery_objective_defined_recovery",
  },
  "REL13-BP02": {
    title: "Use defined recovery strategies to meet the recovery objectives",
    page: "reliability-pillar/rel_planning_for_recovery_disaster_recovery",
  },
  "REL13-BP04": {
    title: "Manage configuration drift at the DR site or Region",
    page: "reliability-pillar/rel_planning_for_recovery_config_drift",
  },
  "SEC03-BP02": {
    title: "Grant least privilege access",
    page: "security-pillar/sec_permissions_least_privileges",
  },
  "SEC05-BP02": {
    title: "Control traffic flow within your network layers",
    page: "security-pillar/sec_network_protection_layered",
  },
  "SEC05-BP03": {
    title: "Implement inspection-based protection",
    page: "security-pillar/sec_network_protection_inspection",
  },
  "SEC08-BP01": {
    title: "Implement secure key management",
    page: "security-pillar/sec_protect_data_rest_key_mgmt",
  },
  "SEC08-BP02": {
    title: "Enforce encryption at rest",
    page: "security-pillar/sec_protect_data_rest_encrypt",
  },
  "SEC09-BP02": {
    title: "Enforce encryption in transit",
    page: "security-pillar/sec_protect_data_transit_encrypt",
  },
} as const satisfies Readonly<Record<string, BestPractice>>;

export type BestPracticeId = keyof typeof WELL_ARCHITECTED;
