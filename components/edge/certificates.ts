import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";

export interface CertificatesArgs {
  /** The public name; the certificate also covers `*.domainName`, so `<region>.domainName` too. */
  readonly domainName: string;
  /** The public zone that answers for `domainName`. */
  readonly hostedZoneId: pulumi.Input<string>;
  /**
   * Where a certificate is needed: a load balancer only takes one of its own region, CloudFront only one of us-east-1.
   * At least one; a region that is named twice gets one, from the first provider.
   */
  readonly regions: readonly { readonly name: string; readonly provider: aws.Provider }[];
}

/** One validated certificate for the domain in every region, renewed by ACM as long as the record below exists. */
export class Certificates extends Component {
  readonly #arns: ReadonlyMap<string, pulumi.Output<string>>;

  constructor(name: string, args: CertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:Certificates", name, opts);
    const regions = args.regions.filter(
      ({ name: region }, index) => args.regions.findIndex((other) => other.name === region) === index,
    );
    const certificates = regions.map(({ name: region, provider }) => ({
      region,
      provider,
      certificate: new aws.acm.Certificate(
        this.childName(region),
        {
          domainName: args.domainName,
          subjectAlternativeNames: [`*.${args.domainName}`],
          validationMethod: "DNS",
        },
        this.child({ provider }),
      ),
    }));
    const [first] = certificates;
    this.require(
      first !== undefined,
      "regions must list at least 1, got 0; name each region that terminates TLS",
    );

    // One record for all of them: ACM derives the CNAME from the account and the domain, so every region asks for the
    // same one, and an apex asks for the same one as its wildcard. A second record of that name would be refused.
    // https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
    const challenge = first.certificate.domainValidationOptions.apply(([option]) => {
      if (!option) throw new pulumi.ResourceError("ACM returned no validation option", first.certificate);
      return option;
    });
    const record = new aws.route53.Record(
      this.childName("validation"),
      {
        zoneId: args.hostedZoneId,
        name: challenge.resourceRecordName,
        type: challenge.resourceRecordType,
        records: [challenge.resourceRecordValue],
        ttl: 300,
      },
      this.child(),
    );

    this.#arns = new Map(
      certificates.map(({ region, provider, certificate }) => {
        const validation = new aws.acm.CertificateValidation(
          this.childName(`${region}-issued`),
          { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
          this.child({ provider }),
        );
        return [region, validation.certificateArn];
      }),
    );
    this.registerOutputs();
  }

  /**
   * ARN of the certificate of `region`; known once it is issued.
   * @throws {pulumi.ResourceError} for a region that none was asked for.
   */
  arnIn(region: string): pulumi.Output<string> {
    const arn = this.#arns.get(region);
    this.require(
      arn !== undefined,
      `${region} has no certificate, only ${[...this.#arns.keys()].join(", ")} have; add it to regions`,
    );
    return arn;
  }
}
