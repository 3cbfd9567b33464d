/** Faults of the cloud's API, as somebody asks for them: kinds and parameters of AWS Fault Injection Service where it has them. */
import { regionsServing, type AwsCall } from "./control-planes";

/** What the API answers instead. */
export type ApiError = "throttle" | "internal-error" | "unavailable" | "timeout" | "capacity";

export interface ApiFault {
  readonly error: ApiError;
  /** Of the attempts, of which the provider makes several. */
  readonly percentage: number;
  readonly hits: (call: AwsCall) => boolean;
  /** A region that answers nothing: its clusters are gone as well. */
  readonly darkRegion?: string;
}

const always = 100;

/** `aws:fis:inject-api-…` of FIS, without its prefix; `api-timeout` and what follows are this rehearsal's. */
const byPercentage: Readonly<Record<string, ApiError>> = {
  "api-throttle-error": "throttle",
  "api-internal-error": "internal-error",
  "api-unavailable-error": "unavailable",
  "api-timeout": "timeout",
};

const moduleOf = ({ token }: AwsCall): string => token.split(":")[1] ?? "";

/** What is made of instances; a group launches some also when it is changed. */
const madeOfInstances =
  /^(ec2\/(instance|spotInstanceRequest)|autoscaling\/group|eks\/nodeGroup|rds\/(clusterI|i)nstance|elasticache\/(replicationGroup|cluster))$/;

const isLaunch = (call: AwsCall): boolean =>
  call.verb === "creating"
    ? madeOfInstances.test(moduleOf(call))
    : call.verb === "updating" && moduleOf(call) === "autoscaling/group";

const isWriteTo = (module: RegExp) => (call: AwsCall) =>
  call.verb !== "reading" && module.test(moduleOf(call));

/**
 * 19 and 20 October 2025, for some fifteen hours: DynamoDB's name was gone in us-east-1, no instance could be launched there, and
 * what keeps its control plane there took no changes. https://aws.amazon.com/message/101925
 */
const october2025: readonly ApiFault[] = [
  {
    error: "capacity",
    percentage: always,
    hits: (call) => call.region === "us-east-1" && isLaunch(call),
  },
  { error: "internal-error", percentage: always, hits: isWriteTo(/^(iam|route53|cloudfront)\//) },
  {
    error: "timeout",
    percentage: always,
    hits: (call) => call.region === "us-east-1" && moduleOf(call).startsWith("dynamodb/"),
  },
];

const events: Readonly<Record<string, readonly ApiFault[]>> = { "us-east-1-2025-10-20": october2025 };

const darkness = (region: string): ApiFault => ({
  error: "timeout",
  percentage: always,
  hits: (call) => regionsServing(call).includes(region),
  darkRegion: region,
});

/** How to write them. */
export const faultSyntax = [
  "region-dark=us-east-1",
  ...Object.keys(byPercentage).map((name) => `${name}=5%`),
  ...Object.keys(events).map((name) => `event=${name}`),
];

/** @returns undefined for a text that is none. */
export function parseFault(written: string): readonly ApiFault[] | undefined {
  const [name = "", value = ""] = written.split("=");
  if (name === "region-dark") return /^[a-z]{2}(-[a-z]+)+-\d$/.test(value) ? [darkness(value)] : undefined;
  if (name === "event") return events[value];
  const error = byPercentage[name];
  const percentage = Number(/^(\d+(?:\.\d+)?)%$/.exec(value)?.[1]);
  if (error === undefined || !(percentage > 0 && percentage <= always)) return undefined;
  return [{ error, percentage, hits: () => true }];
}
