import { Region } from "@pulumi/aws";
import { cidr, overlaps, parseCidr } from "../../components/kit/cidr";
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

/** A zone in its region's own name: Local Zones and Wavelength Zones cannot carry every part of the platform. */
export const zoneName = () =>
  text(
    (value) => parseZone(value) !== undefined,
    must(
      "be an Availability Zone",
      "write the region's name and a letter from a to h, such as us-east-1a; Local Zones do not fit",
      ["us-east-1a"],
    ),
    { examples: ["us-east-1a"], pattern: "^[a-z]{2,4}(-[a-z]+)+-\\d[a-h]$" },
  );

/**
 * The largest prefix length of a region's block. Its VPC is divided into four tiers of eight zones, and a load
 * balancer's subnet takes a /27 at least.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
 */
const smallestBlock = 22;
/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const largestBlock = 16;

/**
 * Addresses that no network can give to its machines: this host, loopback, link-local (where EC2's metadata is),
 * multicast, and the reserved ones above. https://www.rfc-editor.org/rfc/rfc6890
 */
const unusableBlocks = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"];

/** The IPv4 block of one region's VPC. */
export const vpcBlock = () =>
  text(
    (value) => problemOfBlock(value) === undefined,
    must(
      `be an IPv4 block from /${largestBlock} to /${smallestBlock}`,
      (input) =>
        (typeof input === "string" ? problemOfBlock(input) : undefined) ?? "write one such as 10.10.0.0/16",
      ["10.10.0.0/16"],
    ),
    { examples: ["10.10.0.0/16"], pattern: "^\\d{1,3}(\\.\\d{1,3}){3}/(1[6-9]|2[0-2])$" },
  );

/** What is wrong with a block, and what to do. */
function problemOfBlock(value: string): string | undefined {
  const block = parseCidr(value);
  if ("problem" in block) return `this ${block.problem}`;
  if (block.prefix < largestBlock) return "AWS allows no larger VPC, so choose a part of it";
  if (block.prefix > smallestBlock)
    return "nine subnets must fit, those of the load balancers with a /27 each, so widen it";
  const unusable = unusableBlocks.find((other) => overlaps(block, cidr(other)));
  return unusable && `no network can use ${unusable}, so choose a private one such as 10.10.0.0/16`;
}
