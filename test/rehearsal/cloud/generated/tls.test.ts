import {
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  X509Certificate,
  type KeyObject,
} from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { parseKey, parsePrivateKey } from "sshpk";
import { tls } from "../../../../rehearsal/cloud/generated/tls";
import type { Props } from "../../../../rehearsal/cloud/wire";

const HOUR_MS = 3_600_000;

async function make(type: "privateKey:PrivateKey" | "selfSignedCert:SelfSignedCert", inputs: Props) {
  const generator = tls[`tls:index/${type}`]!;
  const { id, values } = await generator.generate({ ...generator.defaults, ...inputs });
  return { id, values: values as Readonly<Record<string, string>> };
}

const keys: readonly { readonly inputs: Props; readonly details: object; readonly header: string }[] = [
  { inputs: { algorithm: "RSA" }, details: { modulusLength: 2048 }, header: "RSA PRIVATE KEY" },
  {
    inputs: { algorithm: "RSA", rsaBits: 3072 },
    details: { modulusLength: 3072 },
    header: "RSA PRIVATE KEY",
  },
  {
    inputs: { algorithm: "ECDSA", ecdsaCurve: "P256" },
    details: { namedCurve: "prime256v1" },
    header: "EC PRIVATE KEY",
  },
  {
    inputs: { algorithm: "ECDSA", ecdsaCurve: "P384" },
    details: { namedCurve: "secp384r1" },
    header: "EC PRIVATE KEY",
  },
  {
    inputs: { algorithm: "ECDSA", ecdsaCurve: "P521" },
    details: { namedCurve: "secp521r1" },
    header: "EC PRIVATE KEY",
  },
  { inputs: { algorithm: "ECDSA" }, details: { namedCurve: "secp224r1" }, header: "EC PRIVATE KEY" },
  { inputs: { algorithm: "ED25519" }, details: {}, header: "PRIVATE KEY" },
];

function signsFor(privateKey: KeyObject, publicKey: KeyObject): boolean {
  const digest = privateKey.asymmetricKeyType === "ed25519" ? null : "sha256";
  const message = Buffer.from("the hop from load balancer to instance");
  return verify(digest, message, publicKey, sign(digest, message, privateKey));
}

describe.each(keys)("a private key of $inputs", ({ inputs, details, header }) => {
  test("signs what its public key verifies, in every form", async () => {
    const { values } = await make("privateKey:PrivateKey", inputs);
    const { privateKeyPem = "", privateKeyPemPkcs8 = "", publicKeyPem = "" } = values;
    expect(privateKeyPem.startsWith(`-----BEGIN ${header}-----\n`)).toBe(true);
    expect(privateKeyPemPkcs8.startsWith("-----BEGIN PRIVATE KEY-----\n")).toBe(true);
    const publicKey = createPublicKey(publicKeyPem);
    expect(publicKey.asymmetricKeyDetails).toMatchObject(details);
    expect(signsFor(createPrivateKey(privateKeyPem), publicKey)).toBe(true);
    expect(signsFor(createPrivateKey(privateKeyPemPkcs8), publicKey)).toBe(true);
  });

  test("is another one each time, known by its public key", async () => {
    const [one, two] = [
      await make("privateKey:PrivateKey", inputs),
      await make("privateKey:PrivateKey", inputs),
    ];
    expect(one.id).toMatch(/^[0-9a-f]{40}$/);
    expect(one.id).not.toBe(two.id);
    expect(one.values["privateKeyPem"]).not.toBe(two.values["privateKeyPem"]);
  });
});

describe("the forms for OpenSSH", () => {
  test.each<Props>([
    { algorithm: "RSA" },
    { algorithm: "ECDSA", ecdsaCurve: "P256" },
    { algorithm: "ED25519" },
  ])("of %j are the same key", async (inputs) => {
    const { values } = await make("privateKey:PrivateKey", inputs);
    const publicKey = parseKey(values["publicKeyOpenssh"]!, "ssh");
    const privateKey = parsePrivateKey(values["privateKeyOpenssh"]!, "ssh-private");
    const ofPem = parseKey(values["publicKeyPem"]!, "pem").fingerprint("sha256").toString();
    expect(publicKey.fingerprint("sha256").toString()).toBe(ofPem);
    expect(privateKey.toPublic().fingerprint("sha256").toString()).toBe(ofPem);
    expect(values["publicKeyFingerprintSha256"]).toBe(ofPem);
    expect(values["publicKeyFingerprintMd5"]).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  });

  test("do not exist for P-224", async () => {
    const { values } = await make("privateKey:PrivateKey", { algorithm: "ECDSA" });
    expect(values).toMatchObject({ publicKeyOpenssh: "", privateKeyOpenssh: "" });
  });
});

describe("a self-signed certificate", () => {
  const request = {
    subject: { commonName: "app.internal", organization: "Standfast" },
    dnsNames: ["app.internal", "*.app.internal"],
    ipAddresses: ["192.0.2.1"],
    allowedUses: ["digital_signature", "server_auth"],
    validityPeriodHours: 48,
  };

  test.each<Props>([
    { algorithm: "RSA" },
    { algorithm: "ECDSA", ecdsaCurve: "P256" },
    { algorithm: "ECDSA", ecdsaCurve: "P384" },
    { algorithm: "ECDSA", ecdsaCurve: "P521" },
  ])("of %j verifies with its own key", async (inputs) => {
    const key = await make("privateKey:PrivateKey", inputs);
    const { id, values } = await make("selfSignedCert:SelfSignedCert", {
      ...request,
      privateKeyPem: key.values["privateKeyPem"]!,
    });
    const certificate = new X509Certificate(values["certPem"]!);
    expect(certificate.verify(createPublicKey(key.values["publicKeyPem"]!))).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(key.values["privateKeyPem"]!))).toBe(true);
    expect(certificate.issuer).toBe(certificate.subject);
    expect(values["keyAlgorithm"]).toBe(inputs["algorithm"]);
    expect(id).toBe(BigInt(`0x${certificate.serialNumber}`).toString());
  });

  test("is for the names, the uses and the time that were asked for", async () => {
    const key = await make("privateKey:PrivateKey", { algorithm: "ECDSA", ecdsaCurve: "P256" });
    const before = Date.now();
    const { values } = await make("selfSignedCert:SelfSignedCert", {
      ...request,
      privateKeyPem: key.values["privateKeyPem"]!,
    });
    const certificate = new X509Certificate(values["certPem"]!);
    expect(certificate.subject.split("\n")).toEqual(["CN=app.internal", "O=Standfast"]);
    expect(certificate.subjectAltName).toBe("DNS:app.internal, DNS:*.app.internal, IP Address:192.0.2.1");
    expect(certificate.checkHost("a.app.internal")).toBe("*.app.internal");
    expect(certificate.checkHost("app.example")).toBeUndefined();
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
    const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
    expect(to - from).toBe(48 * HOUR_MS);
    expect(Math.abs(from - before)).toBeLessThan(60_000);
    expect(Date.parse(values["validityEndTime"]!) - Date.parse(values["validityStartTime"]!)).toBe(
      48 * HOUR_MS,
    );
  });
});

describe("what cannot be made", () => {
  test.each([
    [{ algorithm: "DSA" }, "tls: algorithm must be RSA, ECDSA or ED25519, got DSA"],
    [
      { algorithm: "ECDSA", ecdsaCurve: "P192" },
      "tls: ecdsaCurve must be P224, P256, P384 or P521, got P192",
    ],
  ])("%j is refused by name", async (inputs, message) => {
    await expect(make("privateKey:PrivateKey", inputs)).rejects.toThrow(message);
  });

  test("a certificate of a key that nothing here signs with", async () => {
    const key = await make("privateKey:PrivateKey", { algorithm: "ECDSA", ecdsaCurve: "P224" });
    const inputs = { privateKeyPem: key.values["privateKeyPem"]!, validityPeriodHours: 1, allowedUses: [] };
    await expect(make("selfSignedCert:SelfSignedCert", inputs)).rejects.toThrow(
      "tls: the rehearsal cloud signs with RSA, P256, P384 and P521 keys only",
    );
  });
});
