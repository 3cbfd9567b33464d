import type { Plan } from "../../framework/planned";

/** What writes logs, or records of its own tests, into a bucket, and by which property. */
const WRITERS: readonly { readonly type: RegExp; readonly property: string }[] = [
  { type: /^aws:(lb|alb|elb|elasticloadbalancingv2)\/loadBalancer:/, property: "accessLogs" },
  { type: /^aws:(lb|alb)\/loadBalancer:/, property: "connectionLogs" },
  { type: /^aws:s3\/bucketLogging/, property: "targetBucket" },
  { type: /^aws:ec2\/flowLog:/, property: "logDestination" },
  { type: /^aws:cloudtrail\/trail:/, property: "s3BucketName" },
  { type: /^aws:cloudfront\/distribution:/, property: "loggingConfig" },
  { type: /^aws:wafv2\/webAclLoggingConfiguration:/, property: "logDestinationConfigs" },
  { type: /^aws:synthetics\/canary:/, property: "artifactS3Location" },
];

/** URNs of buckets that only receive logs: no data of the system, and of no use where it goes on. */
export function logBuckets(plan: Plan): ReadonlySet<string> {
  return new Set(
    plan.resources.flatMap((resource) =>
      WRITERS.filter(({ type }) => type.test(resource.type)).flatMap(({ property }) =>
        resource.dependenciesOf(property).map(({ urn }) => urn),
      ),
    ),
  );
}
