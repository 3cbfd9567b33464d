/** RDS instances and the groups they are in. Replicas have a file of their own. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { isSet, named, number, text, texts } from "../../../values";
import { types } from "../../type-tokens";
import { here, output, subnets } from "../references";
import { unfitParameterGroup } from "./parameter-group-family";

/** Names that PostgreSQL or RDS keep for themselves. */
const reservedUsernames = ["admin", "postgres_rds", "rdsadmin", "rds_superuser", "rdsrepladmin"];

export const databaseInstances: readonly AwsRefusalRule[] = [
  {
    id: "backup-retention",
    types: [types.dbInstance],
    when: "plan",
    property: "backupRetentionPeriod",
    link: docs.rds("CreateDBInstance"),
    refuse: ({ inputs }) => {
      const days = number(inputs["backupRetentionPeriod"]);
      if (days === undefined || days <= 35) return undefined;
      return `expected backup_retention_period to be in the range (0 - 35), got ${days}`;
    },
  },
  {
    id: "final-snapshot-name",
    types: [types.dbInstance],
    when: "plan",
    property: "finalSnapshotIdentifier",
    link: docs.rds("DeleteDBInstance"),
    refuse: ({ inputs }) => {
      const name = text(inputs["finalSnapshotIdentifier"]);
      if (name === undefined || /^(?!.*--)[A-Za-z][0-9A-Za-z-]*(?<!-)$/.test(name)) return undefined;
      return (
        "final_snapshot_identifier must begin with a letter, only contain alphanumeric characters and hyphens, " +
        `and not end with a hyphen or contain two consecutive hyphens, got "${name}"`
      );
    },
  },
  {
    id: "database-subnet-group-in-one-zone",
    types: [types.dbSubnetGroup],
    when: "apply",
    code: "DBSubnetGroupDoesNotCoverEnoughAZs",
    link: docs.rds("CreateDBSubnetGroup"),
    refuse: ({ account, inputs }) => {
      const ids = texts(inputs["subnetIds"]);
      const known = subnets(account, ids);
      const zones = [...new Set(known.flatMap(({ zone }) => zone ?? []))];
      if (known.length === 0 || known.length < ids.length || zones.length >= 2) return undefined;
      return (
        "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: " +
        `${zones.join(", ")}. Add subnets to cover at least 2 AZs.`
      );
    },
  },
  {
    id: "subnet-group-of-two-vpcs",
    types: [types.dbSubnetGroup, types.cacheSubnetGroup],
    when: "apply",
    code: "InvalidSubnet",
    link: docs.rds("CreateDBSubnetGroup"),
    refuse: ({ account, inputs }) => {
      const vpcs = new Set(subnets(account, texts(inputs["subnetIds"])).map(({ vpcId }) => vpcId));
      if (vpcs.size <= 1) return undefined;
      return "The requested subnet is invalid, or multiple subnets were requested that are not all in a common VPC.";
    },
  },
  {
    id: "database-security-group-of-another-vpc",
    types: [types.dbInstance, types.dbCluster],
    when: "apply",
    code: "InvalidParameterCombination",
    link: docs.rds("CreateDBInstance"),
    refuse: (change) => {
      const group = here(change, types.dbSubnetGroup, change.inputs["dbSubnetGroupName"]);
      const [first] = subnets(change.account, texts(group?.outputs["subnetIds"]));
      const stray = texts(change.inputs["vpcSecurityGroupIds"])
        .map((id) => output(here(change, types.securityGroup, id), "vpcId"))
        .find((vpc) => vpc !== undefined && first?.vpcId !== undefined && vpc !== first.vpcId);
      if (stray === undefined) return undefined;
      return (
        "The DB instance and EC2 security group are in different VPCs. The DB instance is in " +
        `${named(first?.vpcId)} and the EC2 security group is in ${stray}`
      );
    },
  },
  {
    id: "database-password",
    types: [types.dbInstance, types.dbCluster],
    when: "apply",
    code: "InvalidParameterValue",
    link: docs.rds("CreateDBInstance"),
    refuse: ({ inputs }) => {
      const password = text(inputs["password"]) ?? text(inputs["masterPassword"]);
      if (password === undefined) return undefined;
      if (!/^[\x21-\x7e]*$/.test(password) || /[/@"]/.test(password)) {
        return (
          "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides " +
          "'/', '@', '\"', ' ' may be used."
        );
      }
      if (password.length < 8)
        return "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.";
      return password.length > 128
        ? "The parameter MasterUserPassword is not a valid password because it is longer than 128 characters."
        : undefined;
    },
  },
  {
    id: "database-username-reserved",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidParameterValue",
    link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_PostgreSQL.html",
    refuse: ({ inputs }) => {
      const username = text(inputs["username"]);
      if (inputs["engine"] !== "postgres" || !reservedUsernames.includes(username ?? "")) return undefined;
      return `MasterUsername ${named(username)} cannot be used as it is a reserved word used by the engine`;
    },
  },
  {
    id: "maximum-storage",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidParameterCombination",
    link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html",
    refuse: ({ inputs }) => {
      const [min, max] = [number(inputs["allocatedStorage"]), number(inputs["maxAllocatedStorage"])];
      // Zero switches growth off.
      if (min === undefined || max === undefined || max === 0 || max > min) return undefined;
      return "Max storage size must be greater than storage size";
    },
  },
  {
    id: "instance-class",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidParameterValue",
    link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html",
    refuse: ({ inputs }) => {
      const name = text(inputs["instanceClass"]);
      if (name === undefined || /^db(\.[a-z0-9-]+){2,}$/.test(name)) return undefined;
      return `Invalid DB Instance class: ${name}`;
    },
  },
  {
    id: "monitoring-without-role",
    types: [types.dbInstance, types.dbCluster],
    when: "apply",
    code: "InvalidParameterCombination",
    link: docs.rds("CreateDBInstance"),
    refuse: ({ inputs }) => {
      if ((number(inputs["monitoringInterval"]) ?? 0) === 0 || isSet(inputs["monitoringRoleArn"]))
        return undefined;
      return "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.";
    },
  },
  {
    id: "multi-az-in-a-named-zone",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidParameterCombination",
    link: docs.rds("CreateDBInstance"),
    refuse: ({ inputs }) =>
      inputs["multiAz"] === true && isSet(inputs["availabilityZone"])
        ? "Requesting a specific availability zone is not valid for Multi-AZ instances."
        : undefined,
  },
  {
    id: "parameter-group-family",
    types: [types.dbInstance],
    when: "apply",
    code: "InvalidParameterCombination",
    link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html",
    refuse: (change) => unfitParameterGroup(change, "parameterGroupName", types.dbParameterGroup),
  },
];
