import { resourceRule } from "../../framework/rule";
import { judge, pass } from "../../framework/verdict";
import { mustBeOn } from "../shared/bounds";
import { KMS_KEY } from "../../resources";

export const kmsKeyRotation = resourceRule({
  id: "kms-key-rotation",
  title: "An encryption key is renewed every year",
  group: "security",
  severity: "medium",
  level: "mandatory",
  types: KMS_KEY,
  rationale:
    "Rotation limits what one key's material has encrypted, and costs neither downtime nor new names.",
  link: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
  remediation: "Set enableKeyRotation.",
  matches: { wellArchitected: ["SEC08-BP01"], checkov: ["CKV_AWS_7"], securityHub: ["KMS.4"] },
  evaluate: ({ inputs }) =>
    judge(inputs.at("customerMasterKeySpec").string(), {
      // AWS rotates symmetric keys only.
      known: (spec) =>
        spec === "SYMMETRIC_DEFAULT" ? mustBeOn(inputs.at("enableKeyRotation").boolean()) : pass,
      absent: () => mustBeOn(inputs.at("enableKeyRotation").boolean()),
    }),
});
