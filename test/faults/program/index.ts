import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/** The second revision makes, changes, replaces (in both orders) and deletes something of each kind. */
const second = new pulumi.Config().require("revision") === "2";
const provider = new aws.Provider("ireland", { region: "eu-west-1" });

class Network extends pulumi.ComponentResource {
  readonly vpc: aws.ec2.Vpc;
  readonly groups: aws.ec2.SecurityGroup[];

  constructor(name: string, options: pulumi.ComponentResourceOptions) {
    super("faults:index:Network", name, {}, options);
    const child = { parent: this };
    this.vpc = new aws.ec2.Vpc(
      "vpc",
      { cidrBlock: "10.0.0.0/16", tags: { revision: String(second) } },
      child,
    );
    for (const zone of ["a", "b", ...(second ? ["c"] : [])]) {
      const third = zone.charCodeAt(0);
      new aws.ec2.Subnet(
        `subnet-${zone}`,
        { vpcId: this.vpc.id, cidrBlock: `10.0.${third}.0/24`, availabilityZone: `eu-west-1${zone}` },
        child,
      );
    }
    // Replaced with the new one made first: its description cannot change.
    const description = second ? "second" : "first";
    this.groups = ["web", "data"].map(
      (role) => new aws.ec2.SecurityGroup(role, { vpcId: this.vpc.id, description }, child),
    );
    this.registerOutputs();
  }
}

const network = new Network("network", { providers: [provider] });
for (const [index, group] of network.groups.entries()) {
  new aws.vpc.SecurityGroupEgressRule(
    `out-${index}`,
    { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: second ? "10.0.0.0/8" : "0.0.0.0/0" },
    { provider },
  );
}

const password = new random.RandomPassword("password", { length: 20 });
const secret = new aws.secretsmanager.Secret("secret", { recoveryWindowInDays: 0 }, { provider });
new aws.secretsmanager.SecretVersion(
  "secret",
  { secretId: secret.id, secretString: password.result },
  { provider },
);

// A fixed name: replaced with the old one deleted first, and a second one of the name is refused.
const role = new aws.iam.Role(
  "role",
  { name: "faults", path: second ? "/second/" : "/", assumeRolePolicy: '{"Statement":[]}' },
  { provider },
);
new aws.iam.RolePolicy("policy", { role: role.name, policy: '{"Statement":[]}' }, { provider });

new aws.s3.Bucket("kept", { bucket: "faults-kept" }, { provider, protect: true });
for (const name of second ? ["new", "newer"] : ["old", "older"]) {
  const bucket = new aws.s3.Bucket(name, {}, { provider });
  new aws.s3.BucketVersioning(
    name,
    { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
    { provider },
  );
}
export const vpcId = network.vpc.id;
