/** AWS's regions and Availability Zones: what their names and ids tell. */

/** An Availability Zone's name or id, taken apart. */
export interface Zone {
  /** `eu-west-1`. */
  readonly region: string;
  /** 0 for `a` and `az1`, to 7 for `h` and `az8`; of a name and an id, equal ones need not be one zone. */
  readonly index: number;
  /**
   * An account may have a zone under another name than its neighbour has; an id is one zone for all.
   * https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
   */
  readonly writtenBy: "name" | "id";
}

/** Reads `eu-west-1a` or `euw1-az1`; `undefined` for anything else, such as a Local Zone (`us-east-1-bos-1a`, `use1-bos1-az1`). */
export function parseZone(text: string): Zone | undefined {
  const [, named, letter] = /^([a-z]{2,4}(?:-[a-z]+)+-\d)([a-h])$/.exec(text) ?? [];
  if (named !== undefined && letter !== undefined) {
    return { region: named, index: letter.charCodeAt(0) - "a".charCodeAt(0), writtenBy: "name" };
  }
  const [, area = "", government, point = "", regionNumber = "", number] =
    /^([a-z]{2})(g?)(n|ne|e|se|s|sw|w|nw|c)(\d)-az([1-8])$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const partition = government === "g" ? "-gov" : "";
  const region = `${area}${partition}-${directions[point] ?? ""}-${regionNumber}`;
  return { region, index: Number(number) - 1, writtenBy: "id" };
}

/** What zone ids shorten of a region's name. */
const directions: Readonly<Record<string, string>> = {
  n: "north",
  ne: "northeast",
  e: "east",
  se: "southeast",
  s: "south",
  sw: "southwest",
  w: "west",
  nw: "northwest",
  c: "central",
};

/** `use1` for `us-east-1`: what the ids of its zones begin with. Of the partitions `aws`, `aws-cn` and `aws-us-gov`. */
export function zoneIdPrefix(region: string): string {
  const [area = "", ...rest] = region.split("-");
  const shortened = rest.map((word) => {
    if (word === "gov") return "g";
    return Object.entries(directions).find(([, direction]) => direction === word)?.[0] ?? word;
  });
  return area + shortened.join("");
}

const partitions: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isoe-", "aws-iso-e"],
  ["eusc-", "aws-eusc"],
];

/**
 * The partition of a region: accounts, names and networks of one reach into no other.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOf(region: string): string {
  return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}
