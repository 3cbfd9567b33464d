import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { partitionFor } from "../aws/partition";
import { Component } from "../kit/component";

/** Either a zone of this program, or one that another program keeps and this one only writes to. */
export type HostedZoneArgs =
  | {
      readonly mode: "create";
      readonly name: string;
      /**
       * Record edits come back within about 60 minutes when the control plane's own region is lost. Failover itself
       * needs no edit: health checks decide it in the data plane.
       * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html
       */
      readonly acceleratedRecovery: "enabled" | "disabled";
    }
  | { readonly mode: "existing"; readonly id: string };

/**
 * The public hosted zone that answers for the platform's domain.
 *
 * A created zone answers only once its parent delegates to `nameServers`; until then the certificates wait for their
 * validation. Delegate while the first `pulumi up` runs, or create the zone beforehand and use `existing`.
 */
export class HostedZone extends Component {
  readonly zoneId: pulumi.Output<string>;
  /** As AWS Shield Advanced wants it. */
  readonly arn: pulumi.Output<string>;
  /** The zone's own name; an existing zone does not say it. */
  readonly zoneName: string | undefined;
  /** To be entered at the registrar; empty for an existing zone, which is delegated already. */
  readonly nameServers: pulumi.Output<string[]>;

  constructor(name: string, args: HostedZoneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:HostedZone", name, opts);
    if (args.mode === "create") {
      const zone = new aws.route53.Zone(
        this.childName("zone"),
        {
          name: args.name,
          comment: "Answers for the platform in all its regions",
          enableAcceleratedRecovery: args.acceleratedRecovery === "enabled",
        },
        this.child(),
      );
      this.zoneId = zone.zoneId;
      this.arn = zone.arn;
      this.zoneName = args.name;
      this.nameServers = zone.nameServers;
    } else {
      this.zoneId = pulumi.output(args.id);
      this.arn = pulumi.interpolate`arn:${partitionFor(this)}:route53:::hostedzone/${args.id}`;
      this.zoneName = undefined;
      this.nameServers = pulumi.output([]);
    }
    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }
}
