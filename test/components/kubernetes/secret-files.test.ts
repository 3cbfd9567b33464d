import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { fetchScript } from "../../../components/kubernetes/secret-files";

const script = fetchScript({
  targetTlsSecretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:target-tls",
  secretArns: { database: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db" },
});

/** Runs the script with `aws` played by `program`, and everything below `/run` in a folder. */
function run(program: string): {
  readonly status: number;
  readonly read: (path: string) => string;
  readonly mode: (path: string) => number;
} {
  const root = mkdtempSync(join(tmpdir(), "fetch-"));
  for (const folder of ["bin", "target-tls", "app/secrets"])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "bin/aws"), `#!/bin/sh\n${program}\n`);
  chmodSync(join(root, "bin/aws"), 0o755);
  writeFileSync(join(root, "fetch.sh"), script.replaceAll("/run/", `${root}/`));
  let status = 0;
  try {
    const env = { PATH: `${root}/bin:${process.env["PATH"] ?? ""}` };
    execFileSync("/bin/sh", [join(root, "fetch.sh")], { env, stdio: "ignore" });
  } catch (error) {
    status = (error as { readonly status: number }).status;
  }
  return {
    status,
    read: (path) => readFileSync(join(root, path), "utf8"),
    mode: (path) => statSync(join(root, path)).mode & 0o777,
  };
}

describe("the script that fetches secrets", () => {
  test("asks for each in the region of its ARN, into files that no other user can read", () => {
    const { status, read, mode } = run('echo "$@"');
    expect(status).toBe(0);
    expect(read("target-tls/tls.pem")).toBe(
      "secretsmanager get-secret-value --region us-east-1 --secret-id arn:aws:secretsmanager:us-east-1:123456789012:secret:target-tls --query SecretString --output text\n",
    );
    expect(read("app/secrets/database.json")).toBe(
      "secretsmanager get-secret-value --region eu-west-1 --secret-id arn:aws:secretsmanager:eu-west-1:123456789012:secret:db --query SecretString --output text\n",
    );
    expect([mode("target-tls/tls.pem"), mode("app/secrets/database.json")]).toEqual([0o600, 0o600]);
  });

  test("fails when one cannot be had, so that the application does not start without it", () => {
    expect(run("exit 254").status).toBe(254);
  });
});
