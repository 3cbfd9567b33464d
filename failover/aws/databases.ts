import { GetMetricStatisticsCommand } from "@aws-sdk/client-cloudwatch";
import {
  type DBInstance,
  DBInstanceNotFoundFault,
  DescribeDBInstancesCommand,
  FailoverGlobalClusterCommand,
  InvalidDBInstanceStateFault,
  paginateDescribeDBClusters,
  paginateDescribeGlobalClusters,
  PromoteReadReplicaCommand,
  SwitchoverGlobalClusterCommand,
} from "@aws-sdk/client-rds";
import type { Database, DatabaseApi, GlobalDatabase, InstanceDatabase, Lag } from "../model/aws";
import type { RegionClients } from "./clients";

export class Databases implements DatabaseApi {
  readonly #clients: RegionClients;

  constructor(clients: RegionClients) {
    this.#clients = clients;
  }

  find = async (endpoint: string): Promise<Database | undefined> =>
    (await this.#instance(endpoint)) ?? (await this.#globalCluster(endpoint));

  lags = async (database: Database, since: Date): Promise<readonly Lag[]> => {
    const isInstance = database.kind === "instance";
    const { Datapoints = [] } = await this.#clients.cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: "AWS/RDS",
        MetricName: isInstance ? "ReplicaLag" : "AuroraGlobalDBReplicationLag",
        Dimensions: [
          {
            Name: isInstance ? "DBInstanceIdentifier" : "DBClusterIdentifier",
            Value: database.identifier,
          },
        ],
        StartTime: since,
        EndTime: new Date(),
        Period: 60,
        Statistics: ["Maximum"],
      }),
    );
    return Datapoints.flatMap(({ Timestamp: at, Maximum }) =>
      at && Maximum !== undefined ? [{ at, seconds: isInstance ? Maximum : Maximum / 1000 }] : [],
    ).sort((one, other) => one.at.getTime() - other.at.getTime());
  };

  /** With what the replica has of backups: left out, RDS would keep them for a day ("Default: 1"). */
  promote = async ({ identifier: DBInstanceIdentifier }: InstanceDatabase): Promise<"asked" | "busy"> => {
    const { BackupRetentionPeriod = 1, PreferredBackupWindow } =
      (await this.#describe(DBInstanceIdentifier)) ?? {};
    const command = new PromoteReadReplicaCommand({
      DBInstanceIdentifier,
      BackupRetentionPeriod: Math.max(BackupRetentionPeriod, 1),
      ...(PreferredBackupWindow !== undefined && { PreferredBackupWindow }),
    });
    try {
      await this.#clients.rds.send(command);
      return "asked";
    } catch (error) {
      if (error instanceof InvalidDBInstanceStateFault) return "busy";
      throw error;
    }
  };

  failOver = async ({ globalIdentifier, arn }: GlobalDatabase): Promise<void> => {
    await this.#clients.rds.send(
      new FailoverGlobalClusterCommand({
        GlobalClusterIdentifier: globalIdentifier,
        TargetDbClusterIdentifier: arn,
        AllowDataLoss: true,
      }),
    );
  };

  switchOver = async ({ globalIdentifier, arn }: GlobalDatabase): Promise<void> => {
    await this.#clients.rds.send(
      new SwitchoverGlobalClusterCommand({
        GlobalClusterIdentifier: globalIdentifier,
        TargetDbClusterIdentifier: arn,
      }),
    );
  };

  async #describe(DBInstanceIdentifier: string | undefined): Promise<DBInstance | undefined> {
    try {
      const found = await this.#clients.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
      return found.DBInstances?.[0];
    } catch (error) {
      if (error instanceof DBInstanceNotFoundFault) return undefined;
      throw error;
    }
  }

  /** The name of an instance begins its endpoint. */
  async #instance(endpoint: string): Promise<InstanceDatabase | undefined> {
    const found = await this.#describe(endpoint.split(".")[0]);
    if (found?.Endpoint?.Address !== endpoint || !found.DBInstanceIdentifier) return undefined;
    const { ReadReplicaSourceDBInstanceIdentifier: source, StatusInfos = [] } = found;
    const replication = StatusInfos.find(({ StatusType }) => StatusType === "read replication")?.Status;
    return {
      kind: "instance",
      identifier: found.DBInstanceIdentifier,
      status: found.DBInstanceStatus ?? "unknown",
      isReplica: Boolean(source),
      ...(source && { source }),
      ...(replication && { replication }),
    };
  }

  async #globalCluster(endpoint: string): Promise<GlobalDatabase | undefined> {
    const { rds: client } = this.#clients;
    for await (const { DBClusters = [] } of paginateDescribeDBClusters({ client }, {})) {
      const cluster = DBClusters.find(({ Endpoint, ReaderEndpoint }) =>
        [Endpoint, ReaderEndpoint].includes(endpoint),
      );
      if (!cluster?.DBClusterArn || !cluster.DBClusterIdentifier) continue;
      const { DBClusterArn: arn, DBClusterIdentifier: identifier, Status: status = "unknown" } = cluster;
      return await this.#inGlobal({ arn, identifier, status });
    }
    return undefined;
  }

  async #inGlobal(
    cluster: Pick<GlobalDatabase, "arn" | "identifier" | "status">,
  ): Promise<GlobalDatabase | undefined> {
    const { rds: client } = this.#clients;
    for await (const { GlobalClusters = [] } of paginateDescribeGlobalClusters({ client }, {})) {
      for (const { GlobalClusterIdentifier, GlobalClusterMembers = [], FailoverState } of GlobalClusters) {
        const isMember = GlobalClusterMembers.some(({ DBClusterArn }) => DBClusterArn === cluster.arn);
        if (!isMember || GlobalClusterIdentifier === undefined) continue;
        const source = GlobalClusterMembers.find(({ IsWriter }) => IsWriter)?.DBClusterArn;
        return {
          ...cluster,
          kind: "aurora-global",
          globalIdentifier: GlobalClusterIdentifier,
          isReplica: source !== cluster.arn,
          ...(source !== undefined && { source }),
          isMoving: FailoverState?.Status !== undefined,
        };
      }
    }
    return undefined;
  }
}
