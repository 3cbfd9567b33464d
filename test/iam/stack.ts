/** A planned stack as IAM sees it: ARNs of what is in it, and the policies of its roles. */
import { gunzipSync } from "node:zlib";
import type { Run } from "../architecture/program";
import type { Recorded } from "../support/mocks";
import { identifyAsAws } from "./account";

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

export interface RolePolicy {
  readonly name: string;
  readonly document: { readonly Version: string; readonly Statement: readonly Statement[] };
}

export class Stack {
  readonly #run: Run;
  /** Regions that hold a key, in the order of the program. */
  readonly regions: readonly string[];

  constructor(run: Run) {
    this.#run = run;
    this.regions = [...new Set(run.recorded("aws:ec2/vpc:Vpc").flatMap(({ provider }) => provider ?? []))];
  }

  get roles(): readonly Recorded[] {
    return this.#run.recorded("aws:iam/role:Role");
  }

  /** The policies that the program writes for a role, which is known by its logical name. */
  policiesOf({ name }: Recorded): readonly RolePolicy[] {
    return this.#run
      .recorded("aws:iam/rolePolicy:RolePolicy")
      .filter(({ inputs }) => inputs["role"] === name)
      .map((policy) => ({
        name: policy.name,
        document: JSON.parse(policy.inputs["policy"] as string) as RolePolicy["document"],
      }));
  }

  arns(type: string, name = /./): readonly string[] {
    return this.#run
      .recorded(type)
      .filter((resource) => name.test(resource.name))
      .map(arnOf);
  }

  arnsIn(region: string, type: string, name = /./): readonly string[] {
    return this.#run
      .recorded(type)
      .filter((resource) => resource.provider === region && name.test(resource.name))
      .map(arnOf);
  }

  /** Whether a plan of Region switch makes a replica in the place of the old primary. */
  get rebuildsDatabases(): boolean {
    const plans = this.#run
      .recorded("aws:arcregionswitch/plan:Plan")
      .map(({ inputs }) => JSON.stringify(inputs));
    return plans.some((text) => text.includes("RdsCreateCrossRegionReplica"));
  }

  /** Multi-Region Access Points, which have no region in their ARN. */
  get accessPoints(): readonly string[] {
    return this.arns("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint");
  }

  /** The customer-managed keys of a region. */
  keysIn(region: string): readonly string[] {
    return this.arnsIn(region, "aws:kms/key:Key");
  }

  /** Secrets as they are named in a region: its own, and copies of another's under that one's name. */
  secretsIn(region: string, name: RegExp): readonly string[] {
    return this.arns("aws:secretsmanager/secret:Secret", name).map((arn) =>
      arn.replace(/^(arn:aws:secretsmanager:)[^:]+/, `$1${region}`),
    );
  }

  /** The secrets that the scripts of a region's instances and pods read: whatever is named in them. */
  secretsInScripts(region: string): readonly string[] {
    const texts = [
      ...this.#run.recorded("aws:ec2/launchTemplate:LaunchTemplate").map(({ inputs, provider }) => ({
        provider,
        text: decoded(inputs["userData"] as string),
      })),
      ...this.#run.recorded("kubernetes:core/v1:ConfigMap").map(({ inputs, name }) => ({
        provider: this.regions.find((each) => name.startsWith(each)),
        text: JSON.stringify(inputs),
      })),
    ];
    const named = texts
      .filter(({ provider }) => provider === region)
      .flatMap(({ text }) => text.match(/arn:aws:secretsmanager:[\w:/-]+/g) ?? []);
    return [...new Set(named)];
  }

  /** Those of them that become files of the application. */
  secretsOfApp(region: string): readonly string[] {
    return this.secretsInScripts(region).filter((arn) => !arn.includes("target-tls"));
  }
}

function arnOf(resource: Recorded): string {
  const { outputs } = identifyAsAws(resource);
  return (outputs as { readonly arn: string }).arn;
}

/** User data is text in base64, which may be compressed. */
function decoded(userData: string): string {
  const bytes = Buffer.from(userData, "base64");
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
}
