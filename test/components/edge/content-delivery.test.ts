import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { ContentDelivery, type ContentDeliveryArgs } from "../../../components/edge/content-delivery";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const distributionType = "aws:cloudfront/distribution:Distribution";

function args(): ContentDeliveryArgs {
  return {
    domainName: "shop.example.com",
    originName: "origin.shop.example.com",
    originVerifyHeader: { headerName: "X-Origin-Verify", value: pulumi.secret("the-word") },
    certificateArn: "arn:certificate",
  };
}
const delivery = (changes: Partial<ContentDeliveryArgs> = {}) =>
  record(() => new ContentDelivery("cdn", { ...args(), ...changes }));

describe("ContentDelivery", () => {
  test("is one distribution before one name, over TLS on both sides", async () => {
    const run = await delivery();
    expect(run.counts()).toEqual({
      "standfast:edge:ContentDelivery": 1,
      [distributionType]: 1,
    });
    expect(run.one(distributionType).inputs).toEqual({
      enabled: true,
      comment: "shop.example.com",
      aliases: ["shop.example.com"],
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      origins: [
        {
          originId: "regions",
          domainName: "origin.shop.example.com",
          customHeaders: [{ name: "X-Origin-Verify", value: "the-word" }],
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "https-only",
            originSslProtocols: ["TLSv1.2"],
          },
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: "regions",
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
        cachedMethods: ["GET", "HEAD"],
        compress: true,
        cachePolicyId: "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
        originRequestPolicyId: "216adef6-5c7f-47e4-b989-5492eafa07d3",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: {
        acmCertificateArn: "arn:certificate",
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    });
  });

  test("shows the word to CloudFront alone", async () => {
    const run = await delivery();
    expect(run.one(distributionType).secretInputs).toEqual(["origins"]);
    const rest = run.resources.filter(({ type }) => type !== distributionType);
    expect(JSON.stringify(rest)).not.toContain("the-word");
  });

  test("stands behind a web firewall where there is one", async () => {
    const run = await delivery({ webAclArn: "arn:acl" });
    expect(run.one(distributionType).inputs["webAclId"]).toBe("arn:acl");
    expect((await delivery()).one(distributionType).inputs).not.toHaveProperty("webAclId");
  });

  test("says what is to answer the public name, and which name the regions answer instead", async () => {
    const { distributionAlias } = (await delivery()).result;
    expect(await outputOf(pulumi.output(distributionAlias))).toEqual({
      dnsName: "cdn-distribution.cloudfront.example",
      hostedZoneId: "cdn-distribution-cloudfront-zone",
      originName: "origin.shop.example.com",
    });
  });

  test("gives out what alarms and Shield need", async () => {
    const { result } = await delivery();
    expect(await outputOf(result.distributionId)).toBe("cdn-distribution-id");
    expect(await outputOf(result.distributionArn)).toBe("arn:aws:mock:::cdn-distribution");
  });

  test("refuses to ask itself", async () => {
    await expect(delivery({ originName: "shop.example.com" })).rejects.toThrow(
      "originName must differ from domainName, got shop.example.com for both; use a name below it, or CloudFront asks itself",
    );
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new ContentDelivery("cdn", args(), opts))).toEqual([]);
  });
});
