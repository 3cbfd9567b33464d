import { expect, test } from "@jest/globals";
import { configurationOf, runConfiguration } from "./program";

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html: before it is encoded. */
const maxBytes = 16_384;

/** An ARN as AWS makes it: the mocks' are shorter. */
const arnLength = "arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:".length + 64 + 7;

test("the longest lists and names that the settings take fit into the instances' user data", async () => {
  const longName = (at: number) => `secret-${at}-`.padEnd(40, "x");
  const prod = configurationOf("prod");
  const run = await runConfiguration({
    ...prod,
    "standfast:appTier": {
      ...(prod["standfast:appTier"] as object),
      image: `registry.example.com/${"team/".repeat(50)}app:1.4.2`,
      secrets: Object.fromEntries(
        Array.from({ length: 20 }, (_, at) => [longName(at), at === 0 ? "provided" : "generated"]),
      ),
    },
    "standfast:objectStore": {
      timeoutsSeconds: Array.from({ length: 10 }, () => 300),
      externalFallback: {
        name: "x".repeat(40),
        endpoint: `https://${"a".repeat(200)}.example.com`,
        bucket: "b".repeat(63),
        credentialsSecret: longName(0),
      },
    },
  });
  for (const { inputs } of run.recorded("aws:ec2/launchTemplate:LaunchTemplate")) {
    const bytes = Buffer.from(inputs["userData"] as string, "base64").length;
    expect(bytes + 20 * arnLength).toBeLessThan(maxBytes);
  }
}, 60_000);
