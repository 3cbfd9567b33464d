import { describe, expect, it } from "@jest/globals";
import type { PreflightSources } from "../../preflight/account";
import { exitCodeOf } from "../../preflight/finding";
import { preflight } from "../../preflight/preflight";
import { PulumiPlan, type PlanResource } from "../../plan/plan";
import { readPlan } from "../../plan/read";
import { answers, readySources, recordedPlan, troubles } from "./support/sources";

const delegationNote = {
  check: "delegation",
  region: "global",
  subject: "standfast.example",
  needed: "a parent zone that can delegate to it",
  found: "example is answered by ns1.registry.example",
  readiness: "note",
  ask: "add the new zone's name servers to example while `up` waits for the certificates",
};

/** The findings beside the delegation, which is a note before every first `up`. */
async function shortages(changes: Partial<PreflightSources["account"]>) {
  const found = await troubles(readySources(changes));
  return found
    .filter(({ check }) => check !== "delegation")
    .map(({ region, subject, found: answer, readiness, ask }) => [region, subject, answer, readiness, ask]);
}

describe("an account that has everything", () => {
  it("is ready: what is left is the delegation, which follows the zone", async () => {
    const findings = await preflight(readPlan(recordedPlan), readySources());
    expect(findings.filter(({ readiness }) => readiness !== "ok")).toEqual([delegationNote]);
    expect(exitCodeOf(findings)).toBe(0);
    expect(new Set(findings.map(({ check }) => check))).toEqual(
      new Set([
        "region",
        "quota",
        "zone",
        "instance type",
        "database",
        "cache",
        "backup copy",
        "delegation",
        "image",
        "service-linked role",
        "state",
      ]),
    );
  });
});

describe("what is short is named, with what to do", () => {
  it("a region that the account has not opted into", async () => {
    const status = new Map([
      ["us-east-1", "opt-in-not-required"],
      ["eu-west-1", "not-opted-in"],
    ]);
    const optInStatus = answers(status);
    expect(await shortages({ optInStatus })).toEqual([
      ["eu-west-1", "Region", "not-opted-in", "short", "aws account enable-region --region-name eu-west-1"],
    ]);
  });

  it("a zone that this account does not have", async () => {
    const zone = (name: string, letter: string) => ({ name, id: `az-${letter}`, isAvailable: true });
    const zones = (region: string) =>
      Promise.resolve(["a", "b", "d"].map((letter) => zone(`${region}${letter}`, letter)));
    expect((await shortages({ zones })).map(([region, , found, , ask]) => [region, found, ask])).toEqual([
      ["eu-west-1", "not for this account: eu-west-1c", expect.stringContaining("eu-west-1d (az-d)")],
      ["us-east-1", "not for this account: us-east-1c", expect.stringContaining("us-east-1d (az-d)")],
    ]);
  });

  it("a zone without the instance type", async () => {
    const zonesWithInstanceType = (region: string) => Promise.resolve([`${region}a`, `${region}b`]);
    expect(await shortages({ zonesWithInstanceType })).toEqual(
      ["eu-west-1", "us-east-1"].map((region) => [
        region,
        "m7g.large",
        `not offered in ${region}c`,
        "short",
        `choose another instance type, or zones of: ${region}a (id-az1), ${region}b (id-az2)`,
      ]),
    );
  });

  it("a zone by its id without the instance type, whatever the account calls it", async () => {
    const ids = { "us-east-1": "use1-az", "eu-west-1": "euw1-az" } as const;
    const plan = readPlan(recordedPlan).resources.map((resource): PlanResource => {
      const { availabilityZone, ...inputs } = resource.inputs;
      if (typeof availabilityZone !== "string") return resource;
      const prefix = ids[resource.region as keyof typeof ids];
      return {
        ...resource,
        inputs: {
          ...inputs,
          availabilityZoneId: `${prefix}${"cab".indexOf(availabilityZone.slice(-1)) + 1}`,
        },
      };
    });
    const zones = (region: string) =>
      Promise.resolve(
        ["c", "a", "b"].map((letter, at) => ({
          name: `${region}${letter}`,
          id: `${ids[region as keyof typeof ids]}${at + 1}`,
          isAvailable: true,
        })),
      );
    const zonesWithInstanceType = (region: string) => Promise.resolve([`${region}a`, `${region}b`]);
    const findings = await preflight(new PulumiPlan(plan), readySources({ zones, zonesWithInstanceType }));
    const found = findings.filter(({ readiness }) => readiness === "short");
    expect(found.map(({ check, found: answer, ask }) => [check, answer, ask])).toEqual([
      [
        "instance type",
        "not offered in euw1-az1",
        "choose another instance type, or zones of: eu-west-1a (euw1-az2), eu-west-1b (euw1-az3)",
      ],
      [
        "instance type",
        "not offered in use1-az1",
        "choose another instance type, or zones of: us-east-1a (use1-az2), us-east-1b (use1-az3)",
      ],
    ]);
  });

  it("a database class that is not offered with the version", async () => {
    const found = await shortages({ databaseOffer: answers(undefined) });
    expect(new Set(found.map(([, subject, answer]) => `${subject}: ${answer}`))).toEqual(
      new Set(["db.m7g.xlarge: db.m7g.xlarge is not offered with postgres 17.6"]),
    );
  });

  it("an engine version that AWS does not have", async () => {
    const databaseVersions = (_region: string, _engine: string, version: string | undefined) =>
      Promise.resolve(version === undefined ? ["16.10", "18.1"] : []);
    const [first] = await shortages({ databaseVersions });
    expect(first?.slice(2)).toEqual(["postgres has no version 17", "short", "choose one of: 16.10, 18.1"]);
  });

  it("a cache version, and a node type", async () => {
    expect((await shortages({ cacheVersions: answers(["7.2"]) }))[0]?.slice(1)).toEqual([
      "cache.r7g.large",
      "valkey has no version 8.0",
      "short",
      "choose one of: 7.2",
    ]);
    const [first] = await shortages({ offersCacheNode: answers(false) });
    expect(first?.slice(1, 3)).toEqual(["cache.r7g.large", "not offered in the region"]);
  });

  it("a pair of regions between which RDS copies no backups", async () => {
    expect(await shortages({ backupSources: answers(["eu-west-2"]) })).toEqual([
      [
        "eu-west-1",
        "Automated backups",
        "eu-west-1 takes none from us-east-1",
        "short",
        "it takes them from: eu-west-2; choose one of those, or turn the copy off",
      ],
    ]);
  });

  it("a domain above which nobody answers", async () => {
    const sources = { ...readySources(), dns: { nameServers: answers([]) } };
    const [found] = await troubles(sources);
    expect(found).toMatchObject({
      check: "delegation",
      readiness: "short",
      found: "no zone above it answers",
    });
  });

  it("an image for the wrong CPU, and one that is not there", async () => {
    const only = (answer: readonly string[] | undefined) => ({
      ...readySources(),
      images: { architectures: answers(answer) },
    });
    const ofImages = async (answer: readonly string[] | undefined) =>
      (await troubles(only(answer))).filter(({ check }) => check === "image");
    expect(await ofImages(["amd64"])).toMatchObject([
      { readiness: "short", found: "only for amd64", ask: "docker buildx build --platform linux/arm64 …" },
    ]);
    expect(await ofImages(undefined)).toMatchObject([
      { readiness: "short", found: "no such image, or not for us to pull" },
    ]);
  });
});

describe("what works, and a person should know", () => {
  it("a service-linked role that its service makes at the first use", async () => {
    const found = await shortages({ hasRole: (name) => Promise.resolve(name !== "AWSServiceRoleForRDS") });
    expect(found.map(([, subject, , readiness, ask]) => [subject, readiness, ask])).toEqual([
      [
        "AWSServiceRoleForRDS",
        "note",
        "aws iam create-service-linked-role --aws-service-name rds.amazonaws.com",
      ],
    ]);
  });

  it("a zone of that name that the account has already", async () => {
    const zone = { id: "Z1", name: "standfast.example", isPrivate: false, nameServers: [] };
    const sources = readySources({ hostedZonesNamed: answers([zone]) });
    expect(await troubles(sources)).toMatchObject([
      { readiness: "note", ask: "use it: hostedZone: {mode: existing, id: Z1}" },
    ]);
  });
});

describe("a question without an answer", () => {
  const denied = Object.assign(new Error("not authorized to perform: iam:GetRole"), { name: "AccessDenied" });
  const refused = () => Promise.reject(denied);

  it("is a finding with the reason, and the exit code is 2", async () => {
    const findings = await preflight(readPlan(recordedPlan), readySources({ hasRole: refused }));
    const unanswered = findings.filter(({ readiness }) => readiness === "unknown");
    expect(new Set(unanswered.map(({ found, ask }) => `${found}, ${ask}`))).toEqual(
      new Set(["no answer: AccessDenied, not authorized to perform: iam:GetRole"]),
    );
    expect(exitCodeOf(findings)).toBe(2);
  });

  it("does not hide a shortage: that one's exit code is 1", async () => {
    const sources = readySources({ hasRole: refused, quota: answers(5) });
    expect(exitCodeOf(await preflight(readPlan(recordedPlan), sources))).toBe(1);
  });
});

describe("what the recorded plan has none of", () => {
  const resource = (type: string, inputs: PlanResource["inputs"]): PlanResource => ({
    urn: `urn:pulumi:test::app::${type}::one`,
    type,
    name: "one",
    region: type.startsWith("aws:s3/") ? "us-east-1" : "global",
    exists: false,
    inputs,
    references: {},
  });
  const about = async (planned: readonly PlanResource[], sources: PreflightSources, check: string) =>
    (await preflight(new PulumiPlan(planned), sources)).filter((finding) => finding.check === check);

  it("names that the program chose must be free; those with a random ending are not asked about", async () => {
    const planned = [
      resource("aws:s3/bucket:Bucket", { bucket: "our-uploads" }),
      { ...resource("aws:iam/role:Role", { name: "deploy" }), urn: "role" },
      { ...resource("aws:iam/role:Role", { name: "app-1a2b", __defaults: ["name"] }), urn: "other" },
    ];
    const sources = readySources({ bucket: answers("taken"), hasRole: answers(true) });
    expect((await about(planned, sources, "name")).map(({ subject, found }) => [subject, found])).toEqual([
      ["our-uploads", "somebody has one"],
      ["deploy", "this account has one"],
    ]);
  });

  it("vCPUs for pods, of which no plan says how many", async () => {
    const cluster = {
      ...resource("aws:eks/cluster:Cluster", { computeConfig: { enabled: true } }),
      region: "us-east-1",
    };
    const ofPods = async (value: number) =>
      (await about([cluster], readySources({ quota: answers(value), used: answers(4) }), "quota")).filter(
        ({ subject }) => subject === "vCPUs for the pods of EKS Auto Mode",
      );
    expect(await ofPods(5)).toMatchObject([{ readiness: "short", found: "5, 4 in use" }]);
    expect(await ofPods(64)).toMatchObject([{ readiness: "note", found: "64, 4 in use" }]);
  });

  it("a zone that exists must be the one that its parent delegates to", async () => {
    const planned = [resource("aws:route53/record:Record", { zoneId: "Z1", name: "app.example.com" })];
    const zone = { id: "Z1", name: "example.com", isPrivate: false, nameServers: ["NS-1.aws.", "ns-2.aws"] };
    const delegatedTo = (...servers: readonly string[]) => ({
      ...readySources({ hostedZone: answers(zone) }),
      dns: { nameServers: answers(servers) },
    });
    const [right] = await about(planned, delegatedTo("ns-2.aws", "ns-1.aws"), "delegation");
    expect(right).toMatchObject({ readiness: "ok", found: "example.com is delegated to it" });
    const [wrong] = await about(planned, delegatedTo("ns.elsewhere.net"), "delegation");
    expect(wrong).toMatchObject({
      readiness: "short",
      found: "example.com: delegated to ns.elsewhere.net",
      ask: "have the parent zone name ns-1.aws, ns-2.aws",
    });
  });
});
