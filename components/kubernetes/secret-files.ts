/** How a pod gets its secrets: at its start, by its own identity, into memory. Pure text, no secret in it. */
import { parseArn } from "../aws/arn";
import { secretsFolder } from "../kit/contract";
import { targetTlsCertificateFile } from "./target-tls";

export interface SecretFiles {
  readonly targetTlsSecretArn: string;
  /** By the name of the file, without `.json`. */
  readonly secretArns: Readonly<Record<string, string>>;
}

/** A shell script that fetches every secret, or fails, and is then run again. */
export function fetchScript({ targetTlsSecretArn, secretArns }: SecretFiles): string {
  const files: [string, string][] = [
    [targetTlsCertificateFile, targetTlsSecretArn],
    ...Object.entries(secretArns).map(([name, arn]): [string, string] => [
      `${secretsFolder}/${name}.json`,
      arn,
    ]),
  ];
  return ["set -eu", "umask 077", ...files.map(([file, arn]) => fetch(file, arn)), ""].join("\n");
}

/** A secret lives in the region its ARN names, which need not be the pod's. */
function fetch(file: string, arn: string): string {
  const { region } = parseArn(arn);
  return `aws secretsmanager get-secret-value --region '${region}' --secret-id '${arn}' --query SecretString --output text >${file}`;
}
