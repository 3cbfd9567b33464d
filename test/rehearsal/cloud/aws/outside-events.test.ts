import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  failOverGlobalCluster,
  failOverGlobalDatastore,
} from "../../../../rehearsal/cloud/aws/outside-events";
import { types } from "../../../../rehearsal/cloud/aws/type-tokens";
import { Aws, type MadeResource } from "../support/aws";

const [us, eu] = ["us-east-1", "eu-west-1"];

let aws: Aws;
beforeEach(() => {
  aws = new Aws();
});

/** What the engine finds different after `pulumi refresh`, with the program's own arguments. */
function differences(made: MadeResource): ReturnType<Aws["diff"]> {
  const found = aws.read(made);
  if (!found) throw new Error(`${made.id} is gone`);
  return aws.diff({ ...made, inputs: found.inputs, outputs: found.outputs }, made.inputs);
}

describe("a Global Datastore that was failed over", () => {
  let made: Readonly<Record<"founder" | "datastore" | "member", MadeResource>>;
  beforeEach(async () => {
    const founder = await aws.create(types.replicationGroup, {
      ...{ replicationGroupId: "sessions-us", description: "sessions", engine: "valkey" },
      ...{ engineVersion: "8.0", nodeType: "cache.r7g.large", numNodeGroups: 1 },
    });
    const datastore = await aws.create(types.globalDatastore, {
      globalReplicationGroupIdSuffix: "sessions",
      primaryReplicationGroupId: founder.id,
    });
    const member = await aws.create(
      types.replicationGroup,
      {
        replicationGroupId: "sessions-eu",
        description: "sessions",
        globalReplicationGroupId: datastore.id,
      },
      { region: eu },
    );
    made = { founder, datastore, member };
  });

  test("is read as having another primary, for which the provider would replace it, and nothing else", () => {
    failOverGlobalDatastore(aws.store, eu);
    expect(aws.read(made.datastore)?.outputs["primaryReplicationGroupId"]).toBe("sessions-eu");
    expect(differences(made.datastore)).toMatchObject({
      changed: ["primaryReplicationGroupId"],
      replaceOn: ["primaryReplicationGroupId"],
    });
    expect(differences(made.founder).changed).toEqual([]);
    expect(differences(made.member).changed).toEqual([]);
  });

  test("can be failed back", () => {
    failOverGlobalDatastore(aws.store, eu);
    failOverGlobalDatastore(aws.store, us);
    expect(differences(made.datastore).changed).toEqual([]);
  });

  test("has no primary where it has no member", () => {
    expect(() => {
      failOverGlobalDatastore(aws.store, "ap-southeast-1");
    }).toThrow("no cache in ap-southeast-1 belongs to a Global Datastore; nothing to fail over");
  });
});

describe("an Aurora global cluster that was failed over", () => {
  const argument = "replicationSourceIdentifier";
  let clusters: readonly [MadeResource, MadeResource];
  let global: MadeResource;
  beforeEach(async () => {
    const globalClusterIdentifier = "shop";
    global = await aws.create(types.globalCluster, { globalClusterIdentifier, engine: "aurora-postgresql" });
    const cluster = (region: string) =>
      aws.create(
        types.dbCluster,
        { clusterIdentifier: `shop-${region}`, engine: "aurora-postgresql", globalClusterIdentifier },
        { region },
      );
    clusters = [await cluster(us), await cluster(eu)];
  });

  test("has the other cluster follow, which the provider reads as an argument that the program does not give", () => {
    failOverGlobalCluster(aws.store, eu);
    const [old, writer] = clusters;
    expect(aws.read(old)?.inputs[argument]).toBe("arn:aws:rds:eu-west-1:123456789012:cluster:shop-eu-west-1");
    expect(differences(old)).toMatchObject({ changed: [argument], replaceOn: [] });
    expect(differences(writer).changed).toEqual([]);
    expect(aws.read(global)?.outputs["globalClusterMembers"]).toEqual([
      { dbClusterArn: old.outputs["arn"], isWriter: false, readers: [] },
      { dbClusterArn: writer.outputs["arn"], isWriter: true, readers: [] },
    ]);
    expect(differences(global).changed).toEqual([]);
  });

  test("has no writer where it has no cluster", () => {
    expect(() => {
      failOverGlobalCluster(aws.store, "ap-southeast-1");
    }).toThrow("no cluster in ap-southeast-1 belongs to a global one; nothing to fail over");
  });
});
