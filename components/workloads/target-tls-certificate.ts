import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import { Component } from "../kit/component";

export interface TargetTlsCertificateArgs {
  /** The name in the certificate, for people who read it: load balancers do not verify it. */
  readonly commonName: string;
  /** The customer-managed key that encrypts the secret. */
  readonly keyArn: pulumi.Input<string>;
}

const day = 24;
const validityHours = 365 * day;

/** Any `pulumi up` in the last 90 days of a certificate makes the next one; instances take it as they are replaced. */
const renewalHours = 90 * day;

/**
 * The certificate with which instances speak TLS to their load balancer.
 *
 * Self-signed is right here: a load balancer encrypts its connections to targets but does not verify it, and the VPC authenticates it
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html). It needs no
 * certificate authority that could be down. Instances read it from Secrets Manager; it is in no image, no user data.
 */
export class TargetTlsCertificate extends Component {
  /** Private key and certificate as one PEM text. Known once it holds a value. */
  readonly secretArn: pulumi.Output<string>;

  constructor(name: string, args: TargetTlsCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("workloads:TargetTlsCertificate", name, opts);
    const key = new tls.PrivateKey(
      this.childName("key"),
      { algorithm: "ECDSA", ecdsaCurve: "P256" },
      this.child(),
    );
    const certificate = new tls.SelfSignedCert(
      this.childName("certificate"),
      {
        privateKeyPem: key.privateKeyPem,
        subject: { commonName: args.commonName },
        dnsNames: [args.commonName],
        allowedUses: ["digital_signature", "server_auth"],
        validityPeriodHours: validityHours,
        earlyRenewalHours: renewalHours,
      },
      this.child(),
    );
    const secret = new aws.secretsmanager.Secret(
      this.childName("secret"),
      {
        description: "TLS certificate and key of the load balancer's targets",
        kmsKeyId: args.keyArn,
        // It can be made again at any time, so nothing is gained by keeping a deleted one.
        recoveryWindowInDays: 0,
      },
      this.child(),
    );
    const value = new aws.secretsmanager.SecretVersion(
      this.childName("value"),
      {
        secretId: secret.id,
        secretString: pulumi.secret(pulumi.interpolate`${key.privateKeyPem}${certificate.certPem}`),
      },
      this.child(),
    );
    this.secretArn = pulumi.all([secret.arn, value.id]).apply(([arn]) => arn);
    this.registerOutputs({ secretArn: this.secretArn });
  }
}
