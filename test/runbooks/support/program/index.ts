/** A stack with a secret, as small as one can be: what matters is where its state is. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const provider = new aws.Provider("us-east-1", { region: "us-east-1" });
const key = new aws.kms.Key("key", { description: "of the test" }, { provider });
const secret = new aws.secretsmanager.Secret("secret", { kmsKeyId: key.arn }, { provider });
new aws.secretsmanager.SecretVersion(
  "version",
  { secretId: secret.id, secretString: pulumi.secret("a-secret-of-the-program") },
  { provider },
);
if (new pulumi.Config().getBoolean("more")) new aws.sqs.Queue("queue", {}, { provider });
