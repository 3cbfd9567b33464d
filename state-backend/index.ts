import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { StateBackend } from "./state-backend";

const settings = new pulumi.Config();
const [home, copy] = [settings.require("home"), settings.require("copy")];
const provider = (region: string) =>
  new aws.Provider(region, {
    region: region as aws.Region,
    defaultTags: { tags: { "standfast:stack": pulumi.getStack(), "standfast:region": region } },
  });

const backend = new StateBackend("state", {
  home: { region: home, provider: provider(home) },
  copy: { region: copy, provider: provider(copy) },
  bucketPrefix: settings.require("bucketPrefix"),
});

export const { bucket, copyBucket, keyId } = backend;
export const loginUrl = pulumi.interpolate`s3://${bucket}?region=${home}&awssdk=v2`;
export const secretsProvider = pulumi.interpolate`awskms://${keyId}?region=${home}&awssdk=v2`;
