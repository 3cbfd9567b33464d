/** CloudFront distributions. */
import { textsAt } from "../../../wire";
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { block, blocks, named, text, texts } from "../../../values";
import { types } from "../../type-tokens";
import { others, output, regionOfArn } from "../references";

const certificatePage =
  "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html";

export const distributions: readonly AwsRefusalRule[] = [
  {
    id: "distribution-certificate-of-another-region",
    types: [types.distribution],
    when: "apply",
    code: "InvalidViewerCertificate",
    link: certificatePage,
    refuse: ({ inputs }) => {
      const region = regionOfArn(block(inputs["viewerCertificate"])["acmCertificateArn"]);
      return region === undefined || region === "us-east-1"
        ? undefined
        : "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include " +
            "a valid certificate chain.";
    },
  },
  {
    id: "distribution-alias-not-covered",
    types: [types.distribution],
    when: "apply",
    code: "InvalidViewerCertificate",
    link: certificatePage,
    refuse: ({ account, inputs }) => {
      const certificate = account.byArn(named(block(inputs["viewerCertificate"])["acmCertificateArn"]));
      if (certificate?.type !== types.certificate) return undefined;
      const names = [
        output(certificate, "domainName") ?? "",
        ...texts(certificate.outputs["subjectAlternativeNames"]),
      ];
      return texts(inputs["aliases"]).every((alias) => names.some((name) => covers(name, alias)))
        ? undefined
        : "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted " +
            "certificate that validates your authorization to use the domain name.";
    },
  },
  {
    id: "distribution-alias-taken",
    types: [types.distribution],
    when: "apply",
    code: "CNAMEAlreadyExists",
    link: docs.cloudFront("CreateDistribution"),
    refuse: (change) => {
      const taken = texts(change.inputs["aliases"]).some(
        (alias) => others(change, change.account.having(types.distribution, "aliases", alias)).length > 0,
      );
      return taken
        ? "One or more of the CNAMEs you provided are already associated with a different resource."
        : undefined;
    },
  },
  {
    id: "distribution-origin-unknown",
    types: [types.distribution],
    when: "apply",
    code: "NoSuchOrigin",
    link: docs.cloudFront("CreateDistribution"),
    refuse: ({ inputs }) => {
      const target = text(block(inputs["defaultCacheBehavior"])["targetOriginId"]);
      const origins = blocks(inputs["origins"]);
      if (target === undefined || origins.length === 0) return undefined;
      return textsAt(inputs, "origins.originId").includes(target)
        ? undefined
        : "One or more of your origins or origin groups do not exist.";
    },
  },
  {
    id: "distribution-web-acl-of-a-region",
    types: [types.distribution],
    when: "apply",
    code: "InvalidWebACLId",
    link: docs.cloudFront("CreateDistribution"),
    refuse: ({ inputs }) =>
      named(inputs["webAclId"]).includes(":regional/")
        ? "Web ACL is not accessible by the requester."
        : undefined,
  },
];

/** Whether a certificate's name covers `host`: itself, or one label in place of the asterisk. */
function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith("*.") && host.replace(/^[^.]+/, "*") === name);
}
