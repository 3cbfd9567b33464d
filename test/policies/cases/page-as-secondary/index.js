// When the only region is lost, the name answers with a static page at CloudFront.
const { aws, inRegion, network, entrance, fleet, healthCheck, failover } = require("../lib/regions");

const names = inRegion("us-east-1");
const net = network("shop", { opts: names });
const door = entrance("shop", net, { opts: names });
fleet("shop", net, [door.group], { opts: names });

const bucket = new aws.s3.Bucket("page", {}, { ...names, protect: true });
new aws.s3.BucketVersioning(
  "page",
  { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
  names,
);
const page = new aws.cloudfront.Distribution(
  "page",
  {
    enabled: true,
    aliases: ["app.shop.example.net"],
    origins: [
      {
        originId: "page",
        domainName: bucket.bucketRegionalDomainName,
        s3OriginConfig: { originAccessIdentity: "" },
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: "page",
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: {
      acmCertificateArn:
        "arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555",
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    },
  },
  names,
);

const zone = new aws.route53.Zone("names", { name: "shop.example.net" }, names);
failover(
  { zone, names },
  { side: door, healthCheckId: healthCheck("shop", door, names).id },
  { target: { name: page.domainName, zoneId: page.hostedZoneId }, evaluate: false },
);
