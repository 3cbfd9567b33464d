import { expect, test } from "@jest/globals";
import { configurationOf, runConfiguration } from "./program";

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html: before it is encoded. */
const maxBytes = 16_384;

/** An ARN as AWS makes it: the mocks' are shorter. */
const arnLength = "arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:".length + 64 + 7;

/** The most bytes that the parser takes beside so many secrets, as one variable for each 1,000. */
const environmentOf = (bytes: number) =>
  Object.fromEntries(
    Array.from({ length: Math.ceil(bytes / 1000) }, (_, at) => {
      const name = `VARIABLE_${at}_`;
      // Quotation marks on both sides of the whole are counted too, and two characters for each end of a line.
      return [name, "x".repeat(Math.min(1000, bytes - 2 - at * 1000) - name.length - "=\\n".length)];
    }),
  );

test.each([
  { secrets: 20, bytes: 600 },
  { secrets: 0, bytes: 7600 },
])(
  "$bytes bytes of environment and $secrets secrets beside the longest lists fit into the instances' user data",
  async ({ secrets, bytes: environmentBytes }) => {
    const longName = (at: number) => `secret-${at}-`.padEnd(40, "x");
    const prod = configurationOf("prod");
    const run = await runConfiguration({
      ...prod,
      "standfast:appTier": {
        ...(prod["standfast:appTier"] as object),
        image: `registry.example.com/${"team/".repeat(50)}app:1.4.2`,
        environment: environmentOf(environmentBytes),
        secrets: Object.fromEntries(
          Array.from({ length: secrets }, (_, at) => [longName(at), at === 0 ? "provided" : "generated"]),
        ),
      },
      "standfast:objectStore": {
        timeoutsSeconds: Array.from({ length: 10 }, () => 300),
        ...(secrets > 0 && {
          externalFallback: {
            name: "x".repeat(40),
            endpoint: `https://${"a".repeat(200)}.example.com`,
            bucket: "b".repeat(63),
            credentialsSecret: longName(0),
          },
        }),
      },
    });
    for (const { inputs } of run.recorded("aws:ec2/launchTemplate:LaunchTemplate")) {
      const bytes = Buffer.from(inputs["userData"] as string, "base64").length;
      expect(bytes + secrets * arnLength).toBeLessThan(maxBytes);
    }
  },
  60_000,
);
