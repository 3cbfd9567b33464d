import type * as pulumi from "@pulumi/pulumi";

/** What of one region a plan of Region switch works on. */
export interface SwitchedRegion {
  readonly name: string;
  /** Set identifier of the region's record: Region switch finds the others by names of regions, and ours have none. */
  readonly recordSetIdentifier: string;
  /** The database, which follows the other region's or is followed by it. @default none */
  readonly databaseArn?: pulumi.Input<string>;
  /** Encrypts what the region keeps. */
  readonly keyArn: pulumi.Input<string>;
  /** Grown to what the other region ran; none where something else scales the application. */
  readonly autoScalingGroupArns: readonly pulumi.Input<string>[];
  /** Alarm in this region that rings while the other one cannot be reached from here. @default nothing but a person activates it */
  readonly otherLostAlarmArn?: pulumi.Input<string>;
  /** Alarm in this region that rings while this one could not serve. @default nothing tells */
  readonly impairedAlarmArn?: pulumi.Input<string>;
}
