import type * as pulumi from "@pulumi/pulumi";
import type { ContainerArgs } from "../kit/contract";

/** What one colour runs, and who sends to it. */
export interface AppRelease {
  /** Container image, as `docker pull` takes it; runs without capabilities. */
  readonly image: string;
  /** Groups of the load balancers that send to the instances; at least one. */
  readonly targetGroupArns: readonly pulumi.Input<string>[];
}

export interface AppTierArgs extends AppRelease, ContainerArgs {
  /** Private subnets, one for each zone; at least three. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly securityGroupId: pulumi.Input<string>;
  /** Graviton types get an ARM image, all others an x86 one. */
  readonly instanceType: string;
  /** At least three. What is left after the loss of a zone must carry the load: need 4 over 3 zones → 6. */
  readonly minInstances: number;
  readonly maxInstances: number;
  /** `fenced`: no instance runs, and what is built to launch them stays. @default serving */
  readonly state?: "serving" | "fenced";
  /** ID of a machine image of this region. @default the newest Amazon Linux 2023 at each launch */
  readonly machineImageId?: string;
  /** What the load balancers ask of an instance; it must answer 200. */
  readonly healthCheckPath: string;
  /** Up to ten CloudWatch alarms, none about these groups, that stop a rolling update when they ring. @default [] */
  readonly alarmNames?: readonly pulumi.Input<string>[];
  /** Days that the container's log is kept, one of CloudWatch's retentions. */
  readonly logRetentionDays: number;
  /**
   * Tags of the groups and of all that they launch, on which the provider puts no default tags. Keys without `/` and
   * blanks, for instances read them in their metadata. @default {}
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Blue-green: a second colour beside the first (blue), with the same size and sizing. Which one clients reach is the
   * load balancer's weight. Both keep their full size, whatever the weight, so that going back launches nothing: twice
   * the instances to pay for as long as it is set. To end it: send everything to green, give blue green's image, send
   * everything to blue, and leave green out. @default none, so that updates are rolling
   */
  readonly green?: AppRelease;
}
