import { Region } from "@pulumi/aws";
import { vpcBlockProblem, vpcPrefix } from "../../components/kit/vpc-block";
import { parseCidr } from "../../components/kit/cidr";
import { parseZone } from "../../components/kit/zones";
import { didYouMean, must } from "./message";
import { text } from "./text";

const regionNames: readonly string[] = Object.values(Region);

/** A region that the AWS provider knows. */
export const regionName = () =>
  text(
    (value) => regionNames.includes(value),
    must(
      "be the name of an AWS region",
      (input) => didYouMean(input, regionNames, "write one such as us-east-1"),
      regionNames,
    ),
    { examples: ["us-east-1"] },
  ).meta({ enum: [...regionNames] });

/** A zone in the account's name for it: Local Zones and Wavelength Zones cannot carry every part of the platform. */
export const zoneName = () =>
  text(
    (value) => parseZone(value)?.writtenBy === "name",
    must(
      "be an Availability Zone by name",
      "write the region's name and a letter from a to h, such as us-east-1a; Local Zones do not fit",
      ["us-east-1a"],
    ),
    { examples: ["us-east-1a"], pattern: "^[a-z]{2,4}(-[a-z]+)+-\\d[a-h]$" },
  );

/** A zone by name or by id. */
export const zone = () =>
  text(
    (value) => parseZone(value) !== undefined,
    must(
      "be an Availability Zone",
      "write its id, such as use1-az1, or the region's name and a letter from a to h, such as us-east-1a; Local Zones do not fit",
      ["us-east-1a", "use1-az1"],
    ),
    {
      examples: ["us-east-1a", "use1-az1"],
      pattern: "^([a-z]{2,4}(-[a-z]+)+-\\d[a-h]|[a-z]{2}g?(n|ne|e|se|s|sw|w|nw|c)\\d-az[1-8])$",
    },
  );

/** Any IPv4 block. */
export const ipv4Block = (example: string) =>
  text(
    (value) => !("problem" in parseCidr(value)),
    must(
      "be an IPv4 block",
      (input) => {
        const block = typeof input === "string" ? parseCidr(input) : undefined;
        return block && "problem" in block ? `this ${block.problem}` : `write one such as ${example}`;
      },
      [example],
    ),
    { examples: [example], pattern: "^\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}$" },
  );

/** The IPv4 block of one region's VPC. */
export const vpcBlock = () =>
  text(
    (value) => vpcBlockProblem(value) === undefined,
    must(
      `be an IPv4 block from /${vpcPrefix.min} to /${vpcPrefix.max}`,
      (input) =>
        (typeof input === "string" ? vpcBlockProblem(input) : undefined) ?? "write one such as 10.10.0.0/16",
      ["10.10.0.0/16"],
    ),
    { examples: ["10.10.0.0/16"], pattern: "^\\d{1,3}(\\.\\d{1,3}){3}/(1[6-9]|2[0-2])$" },
  );
