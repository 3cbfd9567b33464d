import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { abroad, creation, type RuleCase } from "../../../support/rule-case";
import type { RegionFixture } from "../../../support/region-fixture";

function distribution({ certificateArn }: RegionFixture, more: Props = {}): Props {
  return {
    enabled: true,
    aliases: ["example.com"],
    origins: [{ originId: "regions", domainName: "origin.example.com" }],
    defaultCacheBehavior: { targetOriginId: "regions", viewerProtocolPolicy: "redirect-to-https" },
    viewerCertificate: { acmCertificateArn: certificateArn },
    ...more,
  };
}

export const distributionCases: readonly RuleCase[] = [
  {
    rule: "distribution-certificate-of-another-region",
    expected: {
      code: "InvalidViewerCertificate",
      quote:
        "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    },
    breaks: async (aws) => aws.create(types.distribution, distribution(await abroad(aws))),
    passes: (aws, here) => aws.create(types.distribution, distribution(here)),
  },
  creation(
    "distribution-alias-not-covered",
    types.distribution,
    {
      code: "InvalidViewerCertificate",
      quote:
        "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name.",
    },
    (here) => distribution(here, { aliases: ["shop.example.com"] }),
    (here) => distribution(here, { aliases: ["example.com"] }),
  ),
  {
    rule: "distribution-alias-taken",
    expected: {
      code: "CNAMEAlreadyExists",
      quote: "One or more of the CNAMEs you provided are already associated with a different resource.",
    },
    breaks: async (aws, here) => {
      await aws.create(types.distribution, distribution(here));
      await aws.create(types.distribution, distribution(here));
    },
    passes: async (aws, here) => {
      const first = await aws.create(types.distribution, distribution(here));
      await aws.update(first, { comment: "the same one" });
      await aws.create(types.distribution, distribution(here, { aliases: [] }));
    },
  },
  creation(
    "distribution-origin-unknown",
    types.distribution,
    { code: "NoSuchOrigin", quote: "One or more of your origins or origin groups do not exist." },
    (here) => distribution(here, { defaultCacheBehavior: { targetOriginId: "elsewhere" } }),
    (here) => distribution(here, { defaultCacheBehavior: { targetOriginId: "regions" } }),
  ),
  creation(
    "distribution-web-acl-of-a-region",
    types.distribution,
    { code: "InvalidWebACLId", quote: "Web ACL is not accessible by the requester." },
    (here) => distribution(here, { webAclId: "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/web/1" }),
    (here) => distribution(here, { webAclId: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/web/1" }),
  ),
];
