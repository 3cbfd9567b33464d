import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../aws/service-role";
import { Component } from "../kit/component";
import type { AnyDatabase } from "./any-database";
import { postgresqlPort } from "../kit/ports";

export interface DatabaseProxyArgs {
  /** The region of the proxy, its database and its secret. */
  readonly region: string;
  readonly database: AnyDatabase;
  /** Whether the database follows another. @default primary */
  readonly role?: "primary" | "replica";
  /** Subnets of the database's VPC, in at least two zones. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** The proxy's own: clients must reach it, and it must reach the database, on PostgreSQL's port. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Key of this region, under which the database's credential is encrypted. */
  readonly keyArn: pulumi.Input<string>;
  /** Part of the database's `max_connections` that the proxy may open, 1 to 100 %. @default 90: some are left for people */
  readonly maxConnectionsPercent?: number;
  /** Part that it keeps open while unused, at most as much. @default 45 */
  readonly maxIdleConnectionsPercent?: number;
  /** Seconds that a client waits for a connection when all are taken, 1 to 300. @default 30 */
  readonly connectionBorrowTimeoutSeconds?: number;
}

/**
 * RDS Proxy in front of a database: it pools connections, keeps those of its clients through a failover of the
 * database, and finds the new writer without DNS. Clients name the user and password of the database, and speak TLS.
 *
 * It follows a writer only: "for RDS DB instances in replication configurations, you can associate a proxy only with
 * the writer DB instance, not a read replica". So in front of a replica the proxy waits without a target, under the
 * name that it will have, and the promotion gives it one.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html
 */
export class DatabaseProxy extends Component {
  /** Host name that the application connects to instead of the database's. */
  readonly endpoint: pulumi.Output<string>;
  /** Host names to read from: the proxy's own of a cluster, the readers themselves of an instance. */
  readonly readReplicaEndpoints: pulumi.Output<string>[];
  readonly port = postgresqlPort;
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  /** @throws {pulumi.ResourceError} with one subnet, or for a pool that RDS refuses. */
  constructor(name: string, args: DatabaseProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:DatabaseProxy", name, opts);
    const pool = this.#validated(args);
    const { credentialArn } = args.database;
    const network = { vpcSubnetIds: [...args.subnetIds], vpcSecurityGroupIds: [args.securityGroupId] };

    const proxy = new aws.rds.Proxy(
      this.childName("proxy"),
      {
        ...network,
        engineFamily: "POSTGRESQL",
        requireTls: true,
        roleArn: this.#role(name, args, credentialArn),
        auths: [
          {
            authScheme: "SECRETS",
            clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256",
            iamAuth: "DISABLED",
            secretArn: credentialArn,
          },
        ],
        // Seconds; a client that sends nothing for so long is disconnected.
        idleClientTimeout: 1800,
      },
      this.child({ ignoreChanges: subnetsLeftOut }),
    );
    const targetGroup = new aws.rds.ProxyDefaultTargetGroup(
      this.childName("targets"),
      { dbProxyName: proxy.name, connectionPoolConfig: pool },
      this.child(),
    );
    const { database } = args;
    const target =
      args.role === "replica"
        ? undefined
        : new aws.rds.ProxyTarget(
            this.childName("target"),
            {
              dbProxyName: proxy.name,
              targetGroupName: targetGroup.name,
              ...(database.deployment === "cluster"
                ? { dbClusterIdentifier: database.identifier }
                : { dbInstanceIdentifier: database.identifier }),
            },
            this.child(),
          );

    this.name = proxy.name;
    this.arn = proxy.arn;
    // Known only once there is a database behind it, so that no application starts before.
    this.endpoint = pulumi.output({ endpoint: proxy.endpoint, target: target?.id }).endpoint;
    this.readReplicaEndpoints =
      database.deployment === "cluster" && target
        ? [this.#readerEndpoint(proxy, target, network)]
        : database.readReplicaEndpoints;
    this.registerOutputs({ endpoint: this.endpoint, readReplicaEndpoints: this.readReplicaEndpoints });
  }

  #validated(args: DatabaseProxyArgs) {
    const { subnetIds } = args;
    const { maxConnectionsPercent = 90, maxIdleConnectionsPercent = 45 } = args;
    const { connectionBorrowTimeoutSeconds = 30 } = args;
    this.require(
      subnetIds.length >= 2,
      `subnetIds must list subnets in at least 2 zones, got ${subnetIds.length}; the proxy is in two`,
    );
    this.require(
      maxConnectionsPercent >= 1 &&
        maxConnectionsPercent <= 100 &&
        maxIdleConnectionsPercent >= 0 &&
        maxIdleConnectionsPercent <= maxConnectionsPercent,
      "maxConnectionsPercent must be 1 to 100, and maxIdleConnectionsPercent at most that, " +
        `got ${maxConnectionsPercent} and ${maxIdleConnectionsPercent}; correct them`,
    );
    this.require(
      connectionBorrowTimeoutSeconds >= 1 && connectionBorrowTimeoutSeconds <= 300,
      `connectionBorrowTimeoutSeconds must be 1 to 300, got ${connectionBorrowTimeoutSeconds}; correct it`,
    );
    return {
      maxConnectionsPercent,
      maxIdleConnectionsPercent,
      connectionBorrowTimeout: connectionBorrowTimeoutSeconds,
    };
  }

  /** A role that reads the one credential, and uses the key for Secrets Manager only. */
  #role(
    name: string,
    { region, keyArn }: DatabaseProxyArgs,
    credentialArn: pulumi.Output<string>,
  ): pulumi.Output<string> {
    // A proxy that cannot read its secret never becomes available to its clients.
    return new ServiceRole(
      name,
      {
        service: "rds.amazonaws.com",
        statements: [
          {
            Effect: "Allow",
            Action: ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"],
            Resource: credentialArn,
          },
          {
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: keyArn,
            Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
          },
        ],
      },
      this.nested(),
    ).arn;
  }

  #readerEndpoint(
    proxy: aws.rds.Proxy,
    target: aws.rds.ProxyTarget,
    network: Pick<aws.rds.ProxyEndpointArgs, "vpcSubnetIds" | "vpcSecurityGroupIds">,
  ): pulumi.Output<string> {
    return new aws.rds.ProxyEndpoint(
      this.childName("reader"),
      {
        ...network,
        dbProxyName: proxy.name,
        // One name for the account and region, like the proxy's own.
        dbProxyEndpointName: pulumi.interpolate`${proxy.name}-reader`,
        targetRole: "READ_ONLY",
      },
      this.child({ dependsOn: [target], ignoreChanges: subnetsLeftOut }),
    ).endpoint;
  }
}

/**
 * AWS silently leaves out subnets of zones in which it has no proxies, such as use1-az3, and the provider would take
 * that for a change, and replace the proxy in every update (hashicorp/terraform-provider-aws#23446). Two must be left.
 */
const subnetsLeftOut = ["vpcSubnetIds"];
