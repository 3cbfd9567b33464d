/** How rules read inputs, and follow them to other resources. */
import type { CloudObject } from "../../store";
import { isObject, UNKNOWN, type Props, type Value } from "../../wire";
import { outputText as output, type Account } from "../account";
import type { Change } from "../rule";

export { output };

export const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  natGateway: "aws:ec2/natGateway:NatGateway",
  elasticIp: "aws:ec2/eip:Eip",
  routeTable: "aws:ec2/routeTable:RouteTable",
  route: "aws:ec2/route:Route",
  routeTableAssociation: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  vpcEndpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
  vpcPeering: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  flowLog: "aws:ec2/flowLog:FlowLog",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  ingressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  launchTemplate: "aws:ec2/launchTemplate:LaunchTemplate",
  autoScalingGroup: "aws:autoscaling/group:Group",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  logResourcePolicy: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  targetGroupAttachment: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  listener: "aws:lb/listener:Listener",
  listenerRule: "aws:lb/listenerRule:ListenerRule",
  certificate: "aws:acm/certificate:Certificate",
  certificateValidation: "aws:acm/certificateValidation:CertificateValidation",
  hostedZone: "aws:route53/zone:Zone",
  record: "aws:route53/record:Record",
  healthCheck: "aws:route53/healthCheck:HealthCheck",
  webAcl: "aws:wafv2/webAcl:WebAcl",
  webAclAssociation: "aws:wafv2/webAclAssociation:WebAclAssociation",
  webAclLogging: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
  shieldProtection: "aws:shield/protection:Protection",
  shieldHealthCheck: "aws:shield/protectionHealthCheckAssociation:ProtectionHealthCheckAssociation",
  distribution: "aws:cloudfront/distribution:Distribution",
  dbInstance: "aws:rds/instance:Instance",
  dbSubnetGroup: "aws:rds/subnetGroup:SubnetGroup",
  dbParameterGroup: "aws:rds/parameterGroup:ParameterGroup",
  dbCluster: "aws:rds/cluster:Cluster",
  dbClusterInstance: "aws:rds/clusterInstance:ClusterInstance",
  dbClusterParameterGroup: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  backupsReplication: "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
  proxyTarget: "aws:rds/proxyTarget:ProxyTarget",
  replicationGroup: "aws:elasticache/replicationGroup:ReplicationGroup",
  globalDatastore: "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup",
  memoryDbCluster: "aws:memorydb/cluster:Cluster",
  memoryDbAcl: "aws:memorydb/acl:Acl",
  memoryDbUser: "aws:memorydb/user:User",
  memoryDbParameterGroup: "aws:memorydb/parameterGroup:ParameterGroup",
  cacheSubnetGroup: "aws:elasticache/subnetGroup:SubnetGroup",
  cacheParameterGroup: "aws:elasticache/parameterGroup:ParameterGroup",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  bucketEncryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  bucketVersioning: "aws:s3/bucketVersioning:BucketVersioning",
  bucketReplication: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  multiRegionAccessPoint: "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
  backupVault: "aws:backup/vault:Vault",
  vaultLock: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  backupSelection: "aws:backup/selection:Selection",
  restoreTestingPlan: "aws:backup/restoreTestingPlan:RestoreTestingPlan",
  restoreTestingSelection: "aws:backup/restoreTestingSelection:RestoreTestingSelection",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  rolePolicyAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  instanceProfile: "aws:iam/instanceProfile:InstanceProfile",
  managedPolicy: "aws:iam/policy:Policy",
  key: "aws:kms/key:Key",
  keyAlias: "aws:kms/alias:Alias",
  secret: "aws:secretsmanager/secret:Secret",
  cluster: "aws:eks/cluster:Cluster",
  podIdentityAssociation: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
} as const;

/** A string that is known; undefined for anything else, so that what is not known is no reason to refuse. */
export function text(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== UNKNOWN ? value : undefined;
}

/** A reference as messages write it; empty where it is not known. */
export function named(value: Value | undefined): string {
  return text(value) ?? "";
}

/** The strings of a list that are known. */
export function texts(value: Value | undefined): string[] {
  return items(value).flatMap((item) => text(item) ?? []);
}

export function number(value: Value | undefined): number | undefined {
  if (typeof value === "number") return value;
  const written = text(value);
  return written === undefined || !/^\d+$/.test(written) ? undefined : Number(written);
}

/** The objects of a list. */
export function blocks(value: Value | undefined): Props[] {
  return items(value).filter(isObject);
}

/** A nested object, empty where there is none. */
export function block(value: Value | undefined): Props {
  return isObject(value) ? value : {};
}

function items(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

/** Whether the program gave the argument, if only with a value that is not known yet. */
export function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

/** Whether the program gave the argument, and its value is known. */
export function isKnown(value: Value | undefined): boolean {
  return isSet(value) && value !== UNKNOWN;
}

/** The region an ARN names; undefined for what is no ARN, or of a service without regions. */
export function regionOfArn(value: Value | undefined): string | undefined {
  const [scheme, , , region] = (text(value) ?? "").split(":");
  return scheme === "arn" && region !== "" ? region : undefined;
}

/** The object of `type` with this id in the region of the change: regional services see no other. */
export function here({ account, region }: Change, type: string, id: Value | undefined) {
  return account.withId(type, text(id) ?? "").find((object) => object.region === region);
}

export interface Place {
  readonly id: string;
  readonly zone: string | undefined;
  readonly vpcId: string | undefined;
}

/** Those of `ids` that are subnets of this account. */
export function subnets(account: Account, ids: readonly string[]): Place[] {
  return ids
    .flatMap((id) => account.withId(types.subnet, id))
    .map((subnet) => ({
      id: subnet.id,
      zone: output(subnet, "availabilityZone"),
      vpcId: output(subnet, "vpcId"),
    }));
}

/** Everything but the object that changes. */
export function others({ self }: Change, objects: readonly CloudObject[]): CloudObject[] {
  return objects.filter((object) => !self || object.id !== self.id || object.region !== self.region);
}

/** Whether a zone, such as `eu-west-1a` or the Local Zone `us-west-2-lax-1a`, belongs to `region`. */
export function isZoneOf(region: string, zone: string): boolean {
  return zone.startsWith(region) && /^(-[a-z]+-\d+)?[a-z]$/.test(zone.slice(region.length));
}
