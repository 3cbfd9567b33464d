import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import { Certificates } from "../../../components/edge/certificates";
import { outputOf, record, type Recording } from "../../support/mocks";

function certificates(regions: readonly string[]): Promise<Recording<Certificates>> {
  return record(() => {
    const global = new aws.Provider("global", { region: "us-east-1" });
    return new Certificates(
      "certificates",
      {
        domainName: "shop.example.com",
        hostedZoneId: "Z123",
        regions: regions.map((name) => ({
          name,
          provider: new aws.Provider(name, { region: name }),
        })),
      },
      { providers: [global] },
    );
  });
}

describe("Certificates", () => {
  test("asks for one in each region, and for one validation record altogether", async () => {
    const run = await certificates(["us-east-1", "eu-west-1", "ap-southeast-1"]);
    expect(run.counts()).toEqual({
      "pulumi:providers:aws": 4,
      "standfast:edge:Certificates": 1,
      "aws:acm/certificate:Certificate": 3,
      "aws:acm/certificateValidation:CertificateValidation": 3,
      "aws:route53/record:Record": 1,
    });
  });

  test("covers the domain and the names of its regions", async () => {
    const run = await certificates(["us-east-1", "eu-west-1"]);
    for (const certificate of run.recorded("aws:acm/certificate:Certificate")) {
      expect(certificate.inputs).toEqual({
        domainName: "shop.example.com",
        subjectAlternativeNames: ["*.shop.example.com"],
        validationMethod: "DNS",
      });
    }
  });

  test("keeps every certificate and its validation in its own region, and the record in the global one", async () => {
    const run = await certificates(["us-east-1", "eu-west-1"]);
    for (const region of ["us-east-1", "eu-west-1"]) {
      expect(run.one("aws:acm/certificate:Certificate", `certificates-${region}`).provider).toBe(region);
      expect(
        run.one("aws:acm/certificateValidation:CertificateValidation", `certificates-${region}-issued`),
      ).toMatchObject({
        provider: region,
        inputs: { certificateArn: `arn:aws:mock:::certificates-${region}` },
        dependencies: expect.arrayContaining(["certificates-validation"]) as unknown,
      });
    }
    expect(run.one("aws:route53/record:Record")).toMatchObject({
      provider: "global",
      inputs: {
        zoneId: "Z123",
        name: "_certificates-us-east-1.example.com.",
        type: "CNAME",
        records: ["_proof.acm-validations.aws."],
      },
    });
  });

  test("gives out the ARNs by region", async () => {
    const run = await certificates(["us-east-1", "eu-west-1"]);
    expect(await outputOf(run.result.arnIn("us-east-1"))).toBe("arn:aws:mock:::certificates-us-east-1");
    expect(await outputOf(run.result.arnIn("eu-west-1"))).toBe("arn:aws:mock:::certificates-eu-west-1");
    expect(() => run.result.arnIn("us-west-2")).toThrow(
      "us-west-2 has no certificate, only us-east-1, eu-west-1 have; add it to regions",
    );
  });

  test("asks for one only in a region that both a load balancer and CloudFront need one in", async () => {
    const run = await record(() => {
      const [regional, global] = ["us-east-1", "global"].map(
        (name) => new aws.Provider(name, { region: "us-east-1" }),
      );
      return new Certificates(
        "certificates",
        {
          domainName: "shop.example.com",
          hostedZoneId: "Z123",
          regions: [
            { name: "us-east-1", provider: regional! },
            { name: "us-east-1", provider: global! },
          ],
        },
        { providers: [global!] },
      );
    });
    expect(run.one("aws:acm/certificate:Certificate").provider).toBe("us-east-1");
  });

  test("refuses to be for no region", async () => {
    await expect(certificates([])).rejects.toThrow(
      "regions must list at least 1, got 0; name each region that terminates TLS",
    );
  });
});
