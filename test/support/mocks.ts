import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

/** One resource as a program registered it. */
export interface Recorded {
  /** Type token, for example `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Inputs with every output resolved and every secret unwrapped. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests reach into inputs of every resource type
  readonly inputs: Record<string, any>;
  /** The inputs, by name, that hold a Pulumi secret anywhere inside. */
  readonly secretInputs: readonly string[];
  /** Logical name of the parent; absent at the top. */
  readonly parent: string | undefined;
  /** Logical name of the explicit provider; absent when the default provider would be used. */
  readonly provider: string | undefined;
  /** Logical names of what it waits for: `dependsOn` and every resource its inputs come from. */
  readonly dependencies: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly ignoreChanges: readonly string[];
  /** Properties whose change replaces it, beside those of which the provider says so. */
  readonly replaceOnChanges: readonly string[];
}

/** What a program registered, and what it returned. */
export interface Recording<T> {
  readonly result: T;
  readonly resources: readonly Recorded[];
  /** Every resource of a type, in order of registration. */
  readonly recorded: (type: string) => readonly Recorded[];
  /**
   * The one resource of a type, or of a type and a name.
   * @throws {Error} when there is none or more than one.
   */
  readonly one: (type: string, name?: string) => Recorded;
  /** How many resources of each type there are: compare it whole, so that nothing extra slips in. */
  readonly counts: () => Readonly<Record<string, number>>;
}

/** The health check of each region of the plans of Region switch. */
function vendedBy(resources: readonly Recorded[]): readonly object[] {
  return resources
    .filter(({ type }) => type === "aws:arcregionswitch/plan:Plan")
    .flatMap(({ inputs }) => inputs["regions"] as string[])
    .map((region) => ({ region, healthCheckId: `vended-${region}` }));
}

/** What AWS would compute, for the few outputs that components read beside `id` and `arn`. */
const computed: Readonly<Record<string, (name: string) => Record<string, unknown>>> = {
  "aws:acm/certificate:Certificate": (name) => ({
    domainValidationOptions: [
      {
        domainName: name,
        resourceRecordName: `_${name}.example.com.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: "_proof.acm-validations.aws.",
      },
    ],
  }),
  "aws:ec2/vpc:Vpc": (name) => ({
    ownerId: "123456789012",
    arn: `arn:aws:ec2:eu-west-1:123456789012:vpc/${name}`,
  }),
  "aws:ec2/subnet:Subnet": (name) => ({ availabilityZone: `zone-of-${name}` }),
  "aws:ec2/eip:Eip": (name) => ({ publicIp: `address-of-${name}` }),
  "aws:autoscaling/group:Group": (name) => ({ name }),
  "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 7 }),
  "aws:eks/cluster:Cluster": (name) => ({
    endpoint: `https://${name}.eks.example`,
    certificateAuthority: { data: "Y2VydGlmaWNhdGU=" },
  }),
  "aws:elasticache/replicationGroup:ReplicationGroup": (name) => ({
    replicationGroupId: name,
    configurationEndpointAddress: `clustercfg.${name}.cache.example`,
    memberClusters: [`${name}-0001-002`, `${name}-0001-001`],
  }),
  "aws:kms/key:Key": (name) => ({ keyId: `${name}-key-id` }),
  "aws:cloudfront/distribution:Distribution": (name) => ({
    domainName: `${name}.cloudfront.example`,
    hostedZoneId: `${name}-cloudfront-zone`,
  }),
  "aws:lb/loadBalancer:LoadBalancer": (name) => ({
    dnsName: `${name}.elb.example`,
    zoneId: `${name}-elb-zone`,
    arnSuffix: `suffix/${name}`,
  }),
  "aws:lb/targetGroup:TargetGroup": (name) => ({ arnSuffix: `targetgroup/${name}` }),
  "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": (name) => ({
    globalReplicationGroupId: `ldgnf-${name}`,
  }),
  "aws:memorydb/cluster:Cluster": (name) => ({
    clusterEndpoints: [{ address: `clustercfg.${name}.memorydb.example`, port: 6379 }],
    shards: [{ name: "0001", nodes: [{ name: `${name}-0001-002` }, { name: `${name}-0001-001` }] }],
  }),
  "aws:rds/cluster:Cluster": (name) => ({
    clusterIdentifier: name,
    clusterMembers: [`${name}-instance-2`, `${name}-instance-1`, `${name}-instance-3`],
    endpoint: `${name}.cluster.rds.example`,
    readerEndpoint: `${name}.cluster-ro.rds.example`,
    port: 5432,
  }),
  "aws:rds/proxy:Proxy": (name) => ({ endpoint: `${name}.proxy.rds.example` }),
  "aws:rds/proxyEndpoint:ProxyEndpoint": (name) => ({ endpoint: `${name}.endpoint.rds.example` }),
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": (name) => ({
    alias: `${name}.mrap`,
    domainName: `${name}.mrap.accesspoint.s3-global.example`,
  }),
  "aws:rds/instance:Instance": (name) => ({
    identifier: name,
    address: `${name}.rds.example`,
    endpoint: `${name}.rds.example:5432`,
    port: 5432,
  }),
  "aws:route53/zone:Zone": (name) => ({ zoneId: `${name}-zone-id`, nameServers: [`ns.${name}.example`] }),
  "aws:s3/bucket:Bucket": (name) => ({ bucket: name }),
  "aws:sns/topic:Topic": () => ({ owner: "123456789012" }),
  "aws:synthetics/canary:Canary": (name) => ({
    engineArn: `arn:aws:lambda:eu-west-1:123456789012:function:cwsyn-${name}-f00d:1`,
  }),
  "random:index/randomId:RandomId": () => ({ hex: "c0ffee42" }),
  "random:index/randomPassword:RandomPassword": (name) => ({ result: `generated-${name}` }),
  "tls:index/privateKey:PrivateKey": (name) => ({
    privateKeyPem: `key-of-${name}`,
    publicKeyPem: `public-${name}`,
  }),
  "tls:index/selfSignedCert:SelfSignedCert": (name) => ({ certPem: `certificate-${name}` }),
};

/** What the cloud adds to a block that the program gives a part of, and status. */
const added: Readonly<Record<string, (name: string, inputs: Record<string, unknown>) => object>> = {
  "aws:eks/cluster:Cluster": (name, { vpcConfig }) => ({
    vpcConfig: { ...(vpcConfig as object), clusterSecurityGroupId: `${name}-pods` },
  }),
  "kubernetes:networking.k8s.io/v1:Ingress": (name) => ({
    status: { loadBalancer: { ingress: [{ hostname: `${name}.elb.example` }] } },
  }),
};

/** Id of a resource, and which outputs are not those of {@link record}. */
export type Identify = (recorded: Recorded) => {
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
};

const identifyByName: Identify = ({ name }) => ({ id: `${name}-id`, outputs: {} });

/**
 * Runs `program` against a recording monitor instead of an engine, and waits until everything is registered.
 *
 * Left to itself, ids are `<name>-id`, ARNs `arn:aws:mock:::<name>`, automatic names `<name>`. Outputs that a provider declares secret are secret here too.
 * @throws whatever `program` throws, once what it had begun is settled.
 */
export async function record<T>(
  program: () => T,
  identify: Identify = identifyByName,
): Promise<Recording<T>> {
  const resources: Recorded[] = [];
  let request: RegisterResourceRequest | undefined;

  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const given = inputs as Record<string, unknown>;
        const recorded = recordOf(type, name, given, request);
        resources.push(recorded);
        const { id, outputs } = identify(recorded);
        const state: Record<string, unknown> = {
          arn: `arn:aws:mock:::${name}`,
          name,
          ...computed[type]?.(name),
          ...outputs,
          ...given,
          ...added[type]?.(name, given),
        };
        for (const key of request?.getAdditionalsecretoutputsList() ?? []) {
          if (key in state) state[key] = pulumi.secret(state[key]);
        }
        return { id, state };
      },
      call: ({ token, inputs }) => {
        if (token === "aws:ec2/getManagedPrefixList:getManagedPrefixList") {
          return { id: `pl-of-${(inputs as { name: string }).name}` };
        }
        // What a plan vends is no look-up of what was there before.
        if (token === "aws:arcregionswitch/getRoute53HealthChecks:getRoute53HealthChecks") {
          return { healthChecks: vendedBy(resources) };
        }
        throw new Error(`${token} is a look-up; the platform makes only those of AWS's own prefix lists`);
      },
    },
    "standfast",
    "test",
  );
  // The mock monitor hides the options of a resource; the request it gets holds them.
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    registerResource(request: RegisterResourceRequest, callback: unknown): Promise<void>;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (incoming, callback) => {
    request = incoming;
    return register(incoming, callback);
  };

  try {
    const result = program();
    return { result, ...views(resources) };
  } finally {
    await pulumi.runtime.disconnect();
  }
}

/** The value of an output. */
export function outputOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

function recordOf(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  request: RegisterResourceRequest | undefined,
): Recorded {
  const { isRpcSecret, unwrapRpcSecret } = pulumi.runtime;
  return {
    type,
    name,
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([key, value]): [string, unknown] => [key, unwrapRpcSecret(value)]),
    ),
    secretInputs: Object.keys(inputs).filter((key) => isRpcSecret(inputs[key])),
    parent: nameIn(request?.getParent()),
    provider: nameIn(request?.getProvider()),
    dependencies: request?.getDependenciesList().flatMap((urn) => nameIn(urn) ?? []) ?? [],
    protect: request?.getProtect() ?? false,
    retainOnDelete: request?.getRetainondelete() ?? false,
    ignoreChanges: request?.getIgnorechangesList() ?? [],
    replaceOnChanges: request?.getReplaceonchangesList() ?? [],
  };
}

/** The logical name in a URN (`urn:pulumi:<stack>::<project>::<types>::<name>`) or provider reference (`<urn>::<id>`). */
function nameIn(reference: string | undefined): string | undefined {
  return reference ? reference.split("::")[3] : undefined;
}

function views(resources: readonly Recorded[]): Omit<Recording<unknown>, "result"> {
  const recorded = (type: string): readonly Recorded[] =>
    resources.filter((resource) => resource.type === type);
  return {
    resources,
    recorded,
    one: (type, name) => {
      const found = recorded(type).filter((resource) => name === undefined || resource.name === name);
      if (found.length !== 1 || !found[0]) {
        throw new Error(`${found.length} resources are ${type} ${name ?? ""}; one was expected`);
      }
      return found[0];
    },
    counts: () => {
      const counts: Record<string, number> = {};
      for (const { type } of resources) counts[type] = (counts[type] ?? 0) + 1;
      return counts;
    },
  };
}
