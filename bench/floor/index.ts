/** As many resources as the platform registers, flat, with nothing between them: what the engine costs by itself. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const count = new pulumi.Config().requireNumber("resources");
const provider = new aws.Provider("one", { region: "us-east-1" });
for (let index = 0; index < count; index += 1) {
  new aws.ssm.Parameter(`parameter-${index}`, { type: "String", value: "x" }, { provider });
}
