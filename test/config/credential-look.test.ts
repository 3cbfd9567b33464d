import { describe, expect, test } from "@jest/globals";
import { credentialProblem } from "../../config/credential-look";

const x = (count: number) => "x".repeat(count);

describe("a variable of the environment", () => {
  test.each([
    ["DB_PASSWORD", "hunter2"],
    ["PASSWORD", "correct horse battery staple"],
    ["SMTP_PWD", "letmein"],
    ["SESSION_SECRET", "dev"],
    ["STRIPE_API_KEY", "pk"],
    ["GITHUB_TOKEN", "abc"],
    ["signing_key", "k1"],
    ["KEY", `AKIA${"A".repeat(16)}`],
    ["KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
    ["REPOSITORY", `ghp_${x(36)}`],
    ["CHAT", "xoxb-1234"],
    ["PAYMENT", `sk_live_${x(24)}`],
    ["MAPS", `AIza${x(35)}`],
    ["SESSION", `eyJ${x(20)}.${x(20)}.${x(20)}`],
    ["CERTIFICATE", "-----BEGIN PRIVATE KEY-----"],
    ["DATABASE_URL", "postgres://app:hunter2@db.example.com:5432/app"],
    ["REDIS_URL", "redis://:hunter2@cache.example.com:6379"],
    ["HEADER", `Bearer ${x(20)}`],
    ["ANYTHING", "q7ZabcdEFGHijkl123mnopQRSTuv"],
  ])("%s=%s is refused, without a word of its value", (name, value) => {
    const problem = credentialProblem(name, value);
    expect(problem).toBe(
      "must be no credential, because the environment is in plain text in the state, got a text of " +
        `${value.length} characters; list its name in appTier.secrets, and read the file`,
    );
  });

  test.each([
    ["LOG_LEVEL", "info"],
    ["MAX_TOKENS", "4096"],
    ["TOKEN_ISSUER", "https://login.example.com/realms/app"],
    ["PASSWORD_MIN_LENGTH", "12"],
    ["SMTP_PASSWORD", ""],
    ["REQUIRE_PASSWORD", "true"],
    ["TLS_PRIVATE_KEY", "/run/app/secrets/tls.json"],
    ["QUEUE_SECRET", "arn:aws:secretsmanager:us-east-1:123456789012:secret:queue-AbCdEf"],
    ["GIT_SHA", "0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33"],
    ["REQUEST_ID_NAMESPACE", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
    ["COGNITO_POOL", "us-east-1_AbCdEfGhI"],
    ["FEATURES", "new-checkout,fastSearch,A/B"],
    ["PUBLIC_URL", "https://app.example.com:8443/path?mode=1"],
    ["CONTACT", "mailto:oncall@example.com"],
  ])("%s=%s is taken", (name, value) => {
    expect(credentialProblem(name, value)).toBeUndefined();
  });
});
