/** Secrets of Secrets Manager. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { blocks, named, number, text } from "../../../values";
import { types } from "../../type-tokens";
import { regionOfArn } from "../references";

export const secrets: readonly AwsRefusalRule[] = [
  {
    id: "secret-recovery-window",
    types: [types.secret],
    when: "plan",
    property: "recoveryWindowInDays",
    link: docs.secretsManager("DeleteSecret"),
    refuse: ({ inputs }) => {
      const days = number(inputs["recoveryWindowInDays"]);
      if (days === undefined || days === 0 || (days >= 7 && days <= 30)) return undefined;
      return `expected recovery_window_in_days to be 0 or in the range (7 - 30), got ${days}`;
    },
  },
  {
    id: "secret-replica-in-its-own-region",
    types: [types.secret],
    when: "apply",
    code: "InvalidParameterException",
    link: docs.secretsManager("ReplicateSecretToRegions"),
    refuse: ({ inputs, region }) =>
      blocks(inputs["replicas"]).some((replica) => replica["region"] === region)
        ? "Invalid replica region."
        : undefined,
  },
  {
    id: "secret-replica-key-of-another-region",
    types: [types.secret],
    when: "apply",
    code: "InvalidParameterException",
    link: docs.secretsManager("ReplicaRegionType"),
    refuse: ({ inputs }) => {
      const stray = blocks(inputs["replicas"]).find(({ kmsKeyId, region }) => {
        const keyRegion = regionOfArn(kmsKeyId);
        return keyRegion !== undefined && text(region) !== undefined && keyRegion !== region;
      });
      return (
        stray &&
        `The KMS key ${named(stray["kmsKeyId"])} is not in the replica's region ${named(stray["region"])}.`
      );
    },
  },
];
