import * as aws from "@pulumi/aws";

const provider = new aws.Provider("ireland", { region: "eu-west-1" });
export const zones = aws.getAvailabilityZonesOutput({ state: "available" }, { provider }).names;
