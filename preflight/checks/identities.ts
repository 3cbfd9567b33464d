/** Service-linked roles, and names that must still be free. */
import { isChosen, textAt } from "../../plan/inputs";
import { worldwide, type PlanResource, type PulumiPlan } from "../../plan/plan";
import { defineCheck, note, ok, short, type Requirement } from "../check";

interface ServiceLinkedRole {
  readonly name: string;
  readonly service: string;
  /** Whose creation needs it. */
  readonly types: RegExp;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html */
const serviceLinkedRoles: readonly ServiceLinkedRole[] = [
  ["AutoScaling", "autoscaling", /^aws:autoscaling\/group:/],
  ["ElasticLoadBalancing", "elasticloadbalancing", /^aws:lb\/loadBalancer:/],
  ["RDS", "rds", /^aws:rds\/(instance|cluster):/],
  ["ElastiCache", "elasticache", /^aws:elasticache\/(replicationGroup|cluster):/],
  ["MemoryDB", "memorydb", /^aws:memorydb\/cluster:/],
  ["Backup", "backup", /^aws:backup\/(plan|vault):/],
  ["WAFV2Logging", "wafv2", /^aws:wafv2\/webAclLoggingConfiguration:/],
  [
    "ZonalAutoshiftPracticeRun",
    "practice-run.arc-zonal-shift",
    /^aws:arczonalshift\/zonalAutoshiftConfiguration:/,
  ],
  ["GlobalAccelerator", "globalaccelerator", /^aws:globalaccelerator\/accelerator:/],
  ["AmazonEKS", "eks", /^aws:eks\/cluster:/],
  ["AmazonEKSNodegroup", "eks-nodegroup", /^aws:eks\/nodeGroup:/],
].map(([name, service, types]) => ({
  name: `AWSServiceRoleFor${name as string}`,
  service: `${service as string}.amazonaws.com`,
  types: types as RegExp,
}));

interface RoleRequirement extends Requirement {
  readonly service: string;
  /** Whether a policy of the plan names it: AWS refuses a policy that names a role which is not there. */
  readonly isNamed: boolean;
}

export const roles = defineCheck<RoleRequirement>({
  name: "service-linked role",
  requirements(plan) {
    const policies = plan.ofType(
      "aws:kms/key:Key",
      "aws:kms/keyPolicy:KeyPolicy",
      "aws:s3/bucketPolicy:BucketPolicy",
    );
    const texts = policies.map((one) => textAt(one, "policy") ?? "").join("\n");
    return serviceLinkedRoles
      .filter(({ types }) => plan.resources.some(({ type }) => types.test(type)))
      .map(({ name, service }) => ({
        region: worldwide,
        subject: name,
        needed: `by ${service}`,
        service,
        isNamed: texts.includes(name),
      }));
  },
  async answer({ subject, service, isNamed }, { account }) {
    if (await account.hasRole(subject)) return ok("there");
    const command = `aws iam create-service-linked-role --aws-service-name ${service}`;
    if (isNamed) return short("not there, and a policy of the plan names it", command);
    return note("not there: the service makes it, if you may iam:CreateServiceLinkedRole", command);
  },
});

interface NameRequirement extends Requirement {
  readonly kind: "bucket" | "role";
}

/** Names that the program chose; those with a random ending are new each time. */
export const names = defineCheck<NameRequirement>({
  name: "name",
  requirements: (plan) => [
    ...chosenNames(plan, "aws:s3/bucket:Bucket", "bucket").map(({ resource, name }) => ({
      region: resource.region ?? worldwide,
      subject: name,
      needed: "no bucket of that name, of any account",
      kind: "bucket" as const,
    })),
    ...chosenNames(plan, "aws:iam/role:Role", "name").map(({ name }) => ({
      region: worldwide,
      subject: name,
      needed: "no IAM role of that name",
      kind: "role" as const,
    })),
  ],
  async answer({ subject, kind }, { account }) {
    const state =
      kind === "bucket" ? await account.bucket(subject) : await roleState(account.hasRole(subject));
    if (state === "free") return ok("free");
    return short(
      state === "ours" ? "this account has one" : "somebody has one",
      state === "ours" ? `import it, or choose another name for the ${kind}` : "choose another name",
    );
  },
});

async function roleState(exists: Promise<boolean>): Promise<"free" | "ours"> {
  return (await exists) ? "ours" : "free";
}

interface ChosenName {
  readonly resource: PlanResource;
  readonly name: string;
}

function chosenNames(plan: PulumiPlan, type: string, property: string): readonly ChosenName[] {
  return plan
    .ofType(type)
    .filter((resource) => !resource.exists && isChosen(resource, property))
    .map((resource) => ({ resource, name: textAt(resource, property) ?? "" }));
}
