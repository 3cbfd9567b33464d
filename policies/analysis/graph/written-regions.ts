/** Regions that a program writes out, in ARNs and host names of AWS: a literal crosses regions as a reference does. */
import type { PlannedResource } from "../../framework/planned";
import { isKubernetes } from "../../resources";

/** `arn:aws:sqs:us-east-1:…`, `sqs.us-east-1.amazonaws.com`, `….dkr.ecr.us-east-1.amazonaws.com/…`. */
const WRITTEN =
  /\barn:aws[a-z-]*:([a-z0-9-]+):([a-z]{2,4}(?:-[a-z]+)+-\d+):|(?<![\w.-])(?:[\w-]+\.)*?([a-z0-9-]+)\.([a-z]{2,4}(?:-[a-z]+)+-\d+)\.amazonaws\.com\b/g;

/** Where to ask, and what to take from there; a permission says only what is allowed. */
const RUNS_ON =
  /^aws:(ecs\/taskDefinition|lambda\/function|ec2\/launchTemplate|ec2\/launchConfiguration|ec2\/instance|ssm\/parameter|apprunner\/service|batch\/jobDefinition|sfn\/stateMachine|scheduler\/schedule|cloudwatch\/eventTarget|lambda\/eventSourceMapping|sns\/topicSubscription):/;

/** Services whose resources are asked by other regions without being needed to serve. */
const JOINING = new Set(["iam", "acm", "cloudfront", "route53", "backup"]);

export interface WrittenRegion {
  readonly property: string;
  readonly service: string;
  readonly region: string;
}

/** What a resource that runs something names of other regions, each once. */
export function writtenRegions(resource: PlannedResource): readonly WrittenRegion[] {
  if (!RUNS_ON.test(resource.type) && !isKubernetes(resource.type)) return [];
  const found = resource.inputs.keys().flatMap((property) =>
    resource.inputs
      .key(property)
      .texts()
      .flatMap((text) =>
        [...text.matchAll(WRITTEN)].map(([, ofArn, arnRegion, ofHost, hostRegion]) => ({
          property,
          service: ofArn ?? ofHost ?? "",
          region: arnRegion ?? hostRegion ?? "",
        })),
      ),
  );
  const useful = found.filter(({ service }) => !JOINING.has(service));
  return [
    ...new Map(useful.map((each) => [`${each.property} ${each.service} ${each.region}`, each])).values(),
  ];
}
