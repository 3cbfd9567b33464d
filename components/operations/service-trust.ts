import * as pulumi from "@pulumi/pulumi";

/** The region and the account that an ARN names. */
export function placeOf(arn: string): { readonly region: string; readonly account: string } {
  const [, , , region = "", account = ""] = arn.split(":");
  return { region, account };
}

/**
 * Lets one AWS service take a role, and only on behalf of this account: otherwise another account could have the
 * service act here for it (the confused deputy).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 * @param arn of any resource of this account.
 */
export function serviceTrust(service: string, arn: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: service },
        Condition: {
          StringEquals: { "aws:SourceAccount": pulumi.output(arn).apply((text) => placeOf(text).account) },
        },
      },
    ],
  });
}
