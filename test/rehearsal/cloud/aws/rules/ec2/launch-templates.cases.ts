import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import { creation, type RuleCase } from "../../../support/rule-case";

export const launchTemplateCases: readonly RuleCase[] = [
  creation(
    "user-data",
    types.launchTemplate,
    { code: "InvalidUserData.Malformed", quote: "Invalid BASE64 encoding of user data" },
    { userData: "#!/bin/bash" },
    { userData: Buffer.from("#!/bin/bash").toString("base64") },
  ),
];
