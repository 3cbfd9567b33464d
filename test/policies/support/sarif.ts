import { expect } from "@jest/globals";
import { toBeValidSarifLog } from "@microsoft/jest-sarif";

/** What the tests read of a log; the schema knows the rest. */
interface SarifLog {
  readonly runs: readonly SarifRun[];
}

interface Message {
  readonly text: string;
}

interface Taxonomy {
  readonly name: string;
  readonly guid: string;
}

interface SarifRule {
  readonly id: string;
  readonly properties: { readonly tags: readonly string[] };
  readonly relationships: readonly {
    readonly target: { readonly id: string; readonly toolComponent: Taxonomy };
  }[];
}

interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly rules: readonly SarifRule[];
      readonly supportedTaxonomies: readonly Taxonomy[];
    };
  };
  readonly taxonomies: readonly (Taxonomy & { readonly taxa: readonly { readonly id: string }[] })[];
  readonly invocations: readonly {
    readonly toolExecutionNotifications?: readonly { readonly message: Message }[];
  }[];
  readonly results: readonly {
    readonly ruleIndex?: number;
    readonly kind: string;
    readonly level: string;
    readonly message: Message;
    readonly partialFingerprints: Readonly<Record<string, string>>;
    readonly suppressions?: readonly { readonly justification: string }[];
  }[];
}

type Check = (log: unknown) => { readonly pass: boolean; readonly message: () => string };

/** `text` as a log, after the schema of SARIF 2.1.0 took it. */
export function validSarif(text: string): SarifLog {
  const log: unknown = JSON.parse(text);
  const { pass, message } = (toBeValidSarifLog as unknown as Check).call({ utils: expect }, log);
  if (!pass) throw new Error(message());
  return log as SarifLog;
}
