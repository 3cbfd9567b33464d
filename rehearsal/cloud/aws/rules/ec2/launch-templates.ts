/** Launch templates of EC2. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { text } from "../../../values";
import { types } from "../../type-tokens";

/** Bytes of user data before base64. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
const userDataLimit = 16_384;

export const launchTemplates: readonly AwsRefusalRule[] = [
  {
    id: "user-data",
    types: [types.launchTemplate],
    when: "apply",
    code: "InvalidUserData.Malformed",
    link: docs.ec2("RequestLaunchTemplateData"),
    refuse: ({ inputs }) => {
      const userData = text(inputs["userData"]);
      if (userData === undefined) return undefined;
      const isBase64 =
        userData.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(userData.replaceAll("\n", ""));
      if (!isBase64) return "Invalid BASE64 encoding of user data";
      return Buffer.from(userData, "base64").length > userDataLimit
        ? `User data is limited to ${userDataLimit} bytes`
        : undefined;
    },
  },
];
