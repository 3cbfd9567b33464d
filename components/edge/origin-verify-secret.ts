import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Component } from "../kit/component";

/** What a request must carry to be let in. */
export interface OriginVerifyHeader {
  readonly headerName: string;
  /** A Pulumi secret. */
  readonly value: pulumi.Output<string>;
}

/**
 * The word by which load balancers know that a request came through the platform's own distribution: without it,
 * any client could bypass CloudFront, its firewall and its cache.
 *
 * It is in the state as a Pulumi secret, in the distribution and in the listener rules, and nowhere else.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html
 */
export class OriginVerifySecret extends Component {
  readonly header: OriginVerifyHeader;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("edge:OriginVerifySecret", name, opts);
    const secret = new random.RandomPassword(
      this.childName("secret"),
      // 238 bits; letters and digits only, because a listener rule reads * and ? as wildcards.
      { length: 40, special: false },
      this.child(),
    );
    this.header = { headerName: "X-Origin-Verify", value: pulumi.secret(secret.result) };
    this.registerOutputs();
  }
}
