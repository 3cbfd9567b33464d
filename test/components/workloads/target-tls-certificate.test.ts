import { describe, expect, test } from "@jest/globals";
import { TargetTlsCertificate } from "../../../components/workloads/target-tls-certificate";
import { outputOf, record, type Recording } from "../../support/mocks";

const certificate = (): Promise<Recording<TargetTlsCertificate>> =>
  record(
    () =>
      new TargetTlsCertificate("us-east-1-target-tls", {
        commonName: "app.us-east-1.internal",
        keyArn: "key-arn",
      }),
  );

describe("TargetTlsCertificate", () => {
  test("is a key, a certificate, and a secret that holds them", async () => {
    const run = await certificate();
    expect(run.counts()).toEqual({
      "standfast:workloads:TargetTlsCertificate": 1,
      "tls:index/privateKey:PrivateKey": 1,
      "tls:index/selfSignedCert:SelfSignedCert": 1,
      "aws:secretsmanager/secret:Secret": 1,
      "aws:secretsmanager/secretVersion:SecretVersion": 1,
    });
    expect(run.one("tls:index/privateKey:PrivateKey").inputs).toEqual({
      algorithm: "ECDSA",
      ecdsaCurve: "P256",
    });
    expect(run.one("tls:index/selfSignedCert:SelfSignedCert").inputs).toEqual({
      privateKeyPem: "key-of-us-east-1-target-tls-key",
      subject: { commonName: "app.us-east-1.internal" },
      dnsNames: ["app.us-east-1.internal"],
      allowedUses: ["digital_signature", "server_auth"],
      validityPeriodHours: 8760,
      earlyRenewalHours: 2160,
    });
  });

  test("encrypts the secret with the region's own key", async () => {
    const run = await certificate();
    expect(run.one("aws:secretsmanager/secret:Secret").inputs).toMatchObject({
      kmsKeyId: "key-arn",
      recoveryWindowInDays: 0,
    });
  });

  test("hands the key over as a secret only", async () => {
    const run = await certificate();
    const version = run.one("aws:secretsmanager/secretVersion:SecretVersion");
    expect(version.secretInputs).toEqual(["secretString"]);
    expect(version.inputs.secretString).toBe(
      "key-of-us-east-1-target-tls-keycertificate-us-east-1-target-tls-certificate",
    );
    expect(run.one("tls:index/selfSignedCert:SelfSignedCert").secretInputs).toEqual(["privateKeyPem"]);
  });

  test("gives out the ARN of the secret", async () => {
    const run = await certificate();
    expect(await outputOf(run.result.secretArn)).toBe("arn:aws:mock:::us-east-1-target-tls-secret");
  });
});
