import "reflect-metadata";
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  webcrypto,
  type KeyObject,
} from "node:crypto";
import * as x509 from "@peculiar/x509";
import { parseKey, parsePrivateKey } from "sshpk";
import { Refusal } from "../package";
import { isObject, type Props, type Value } from "../wire";
import type { GeneratedValues, ValueGenerator } from "./package";

x509.cryptoProvider.set(webcrypto);

const HOUR_MS = 3_600_000;

/** The types of `@pulumi/tls` that are made here. */
export const tls: Readonly<Record<string, ValueGenerator>> = {
  "tls:index/privateKey:PrivateKey": {
    defaults: { ecdsaCurve: "P224", rsaBits: 2048 },
    generate: privateKey,
  },
  "tls:index/selfSignedCert:SelfSignedCert": {
    defaults: {
      earlyRenewalHours: 0,
      isCaCertificate: false,
      setAuthorityKeyId: false,
      setSubjectKeyId: false,
    },
    generate: selfSignedCertificate,
  },
};

function privateKey(inputs: Props): GeneratedValues {
  const key = generate(inputs);
  const pkcs8 = key.export({ format: "pem", type: "pkcs8" }).toString();
  const publicPem = createPublicKey(key).export({ format: "pem", type: "spki" }).toString();
  const traditional = { rsa: "pkcs1", ec: "sec1" } as const;
  const form = traditional[key.asymmetricKeyType as keyof typeof traditional] as "pkcs1" | "sec1" | undefined;
  const common = {
    privateKeyPem: form ? key.export({ format: "pem", type: form }).toString() : pkcs8,
    privateKeyPemPkcs8: pkcs8,
    publicKeyPem: publicPem,
  };
  // OpenSSH has no P-224; the provider leaves these empty as well.
  const ssh =
    text(inputs["ecdsaCurve"]) === "P224" && key.asymmetricKeyType === "ec"
      ? noSsh
      : sshForms(pkcs8, publicPem);
  return { id: keyId(key), values: { ...common, ...ssh } };
}

const noSsh: Props = {
  privateKeyOpenssh: "",
  publicKeyOpenssh: "",
  publicKeyFingerprintMd5: "",
  publicKeyFingerprintSha256: "",
};

function sshForms(pkcs8: string, publicPem: string): Props {
  const publicKey = parseKey(publicPem, "pem");
  return {
    privateKeyOpenssh: parsePrivateKey(pkcs8, "pem").toString("ssh-private"),
    publicKeyOpenssh: `${publicKey.toString("ssh").replace(/ \(unnamed\)$/, "")}\n`,
    publicKeyFingerprintMd5: publicKey.fingerprint("md5").toString("hex").replace(/^MD5:/, ""),
    publicKeyFingerprintSha256: publicKey.fingerprint("sha256").toString("base64"),
  };
}

/** As the provider's: the SHA-1 of the public key. */
function keyId(key: KeyObject): string {
  const der = createPublicKey(key).export({ format: "der", type: "spki" });
  return createHash("sha1").update(der).digest("hex");
}

function generate({ algorithm, rsaBits, ecdsaCurve }: Props): KeyObject {
  switch (text(algorithm)) {
    case "RSA":
      return generateKeyPairSync("rsa", { modulusLength: typeof rsaBits === "number" ? rsaBits : 2048 })
        .privateKey;
    case "ECDSA": {
      const curve = { P224: "secp224r1", P256: "P-256", P384: "P-384", P521: "P-521" }[text(ecdsaCurve)];
      if (curve === undefined)
        throw new Refusal(`tls: ecdsaCurve must be P224, P256, P384 or P521, got ${text(ecdsaCurve)}`);
      return generateKeyPairSync("ec", { namedCurve: curve }).privateKey;
    }
    case "ED25519":
      return generateKeyPairSync("ed25519").privateKey;
    default:
      throw new Refusal(`tls: algorithm must be RSA, ECDSA or ED25519, got ${text(algorithm)}`);
  }
}

async function selfSignedCertificate(inputs: Props): Promise<GeneratedValues> {
  const key = createPrivateKey(text(inputs["privateKeyPem"]));
  const { webKeyAlgorithm, signingAlgorithm, keyAlgorithm } = algorithms(key);
  const keys = {
    privateKey: await importKey(
      key.export({ format: "der", type: "pkcs8" }),
      "pkcs8",
      webKeyAlgorithm,
      "sign",
    ),
    publicKey: await importKey(
      createPublicKey(key).export({ format: "der", type: "spki" }),
      "spki",
      webKeyAlgorithm,
      "verify",
    ),
  };
  const start = new Date();
  const hours = typeof inputs["validityPeriodHours"] === "number" ? inputs["validityPeriodHours"] : 0;
  const end = new Date(start.getTime() + hours * HOUR_MS);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: subjectName(inputs["subject"]),
    notBefore: start,
    notAfter: end,
    signingAlgorithm,
    keys,
    extensions: extensions(inputs),
  });
  return {
    id: BigInt(`0x${certificate.serialNumber}`).toString(),
    values: {
      certPem: `${certificate.toString("pem")}\n`,
      keyAlgorithm,
      readyForRenewal: false,
      validityStartTime: start.toISOString(),
      validityEndTime: end.toISOString(),
      maxPathLength: -1,
    },
  };
}

/** A digest as long as the curve is strong. */
const hashOf = { "P-256": "SHA-256", "P-384": "SHA-384", "P-521": "SHA-512" } as const;

function algorithms(key: KeyObject) {
  if (key.asymmetricKeyType === "rsa") {
    const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    return { webKeyAlgorithm: rsa, signingAlgorithm: rsa, keyAlgorithm: "RSA" };
  }
  const curve = ({ prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" } as const)[
    key.asymmetricKeyDetails?.namedCurve ?? ""
  ];
  if (curve === undefined)
    throw new Refusal("tls: the rehearsal cloud signs with RSA, P256, P384 and P521 keys only");
  return {
    webKeyAlgorithm: { name: "ECDSA", namedCurve: curve },
    signingAlgorithm: { name: "ECDSA", hash: hashOf[curve] },
    keyAlgorithm: "ECDSA",
  };
}

function importKey(
  der: Buffer,
  format: "pkcs8" | "spki",
  algorithm: webcrypto.RsaHashedImportParams | webcrypto.EcKeyImportParams,
  use: webcrypto.KeyUsage,
) {
  return webcrypto.subtle.importKey(format, der, algorithm, true, [use]);
}

function subjectName(subject: Value | undefined): string {
  const fields = isObject(subject) ? subject : {};
  const parts = {
    CN: fields["commonName"],
    O: fields["organization"],
    OU: fields["organizationalUnit"],
    C: fields["country"],
  };
  return Object.entries(parts)
    .filter(([, value]) => typeof value === "string" && value !== "")
    .map(([key, value]) => `${key}=${text(value)}`)
    .join(",");
}

function extensions(inputs: Props): x509.Extension[] {
  const names: x509.JsonGeneralNames = [
    ...list(inputs["dnsNames"]).map((value) => ({ type: "dns" as const, value })),
    ...list(inputs["ipAddresses"]).map((value) => ({ type: "ip" as const, value })),
  ];
  const uses = list(inputs["allowedUses"]);
  const basic = uses.flatMap((use) => keyUses[use] ?? []);
  const extended = uses.flatMap((use) => extendedUses[use] ?? []);
  return [
    new x509.BasicConstraintsExtension(inputs["isCaCertificate"] === true, undefined, true),
    ...(basic.length > 0 ? [new x509.KeyUsagesExtension(union(basic), true)] : []),
    ...(extended.length > 0 ? [new x509.ExtendedKeyUsageExtension(extended)] : []),
    ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
  ];
}

function union(flags: readonly x509.KeyUsageFlags[]): x509.KeyUsageFlags {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the enum's values are bits to be united
  return flags.reduce<number>((sum, flag) => sum | flag, 0);
}

const keyUses: Readonly<Record<string, x509.KeyUsageFlags>> = {
  digital_signature: x509.KeyUsageFlags.digitalSignature,
  content_commitment: x509.KeyUsageFlags.nonRepudiation,
  key_encipherment: x509.KeyUsageFlags.keyEncipherment,
  data_encipherment: x509.KeyUsageFlags.dataEncipherment,
  key_agreement: x509.KeyUsageFlags.keyAgreement,
  cert_signing: x509.KeyUsageFlags.keyCertSign,
  crl_signing: x509.KeyUsageFlags.cRLSign,
};

const extendedUses: Readonly<Record<string, x509.ExtendedKeyUsage>> = {
  server_auth: x509.ExtendedKeyUsage.serverAuth,
  client_auth: x509.ExtendedKeyUsage.clientAuth,
};

function list(value: Value | undefined): string[] {
  return Array.isArray(value) ? (value as readonly Value[]).map(text) : [];
}

function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}
