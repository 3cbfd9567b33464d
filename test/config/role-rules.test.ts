import { describe, expect, it } from "@jest/globals";
import { changed, mistakesIn, withStandby } from "./settings";

/** Roles that leave nobody to write, or two; and consent to what nobody could mean. */
const mistakes: readonly (readonly [changes: Readonly<Record<string, unknown>>, line: string])[] = [
  [
    { "regions[0].role": "fenced" },
    'regions[0].role must be "active", because no other region is, got "fenced"; change it, or make another one active',
  ],
  [
    { rebuild: "us-east-1" },
    'rebuild must be a region of the stack that is fenced or a standby, got "us-east-1"; make another one active first, or remove it',
  ],
  [
    { "database.engineVersion": "13", "database.readReplicas": 1 },
    'database.engineVersion must be "14" or later in several regions with readReplicas, because the standby\'s follow a replica, got "13"; raise it',
  ],
  [
    { rebuild: "us-west-2" },
    'rebuild must be a region of the stack that is fenced or a standby, got "us-west-2"; make another one active first, or remove it',
  ],
  [
    { rebuild: "eu-west-1", database: undefined },
    'rebuild is for stacks with a database, which alone has to be made anew, got "eu-west-1"; remove it',
  ],
  [
    { "regions[0].role": "standby" },
    'regions[0].role must be "active", because no other region is, got "standby"; change it, or make another one active',
  ],
  [
    { "regions[1].role": "active" },
    'regions[1].role must be "standby" or "fenced", because a region before it is active, got "active"; one region takes the writes',
  ],
  [
    { "appTier.image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1.0" },
    "appTier.imageByRegion must have an image of eu-west-1's own registry for it, because the loss of us-east-1 would leave eu-west-1 nothing to start, got an object; replicate the repository, and add it",
  ],
  [
    { "appTier.imageByRegion": { "eu-west-1": "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1.0" } },
    "appTier.imageByRegion.eu-west-1 must have an image of eu-west-1's own registry for it, because the loss of us-east-1 would leave eu-west-1 nothing to start, got a text of 52 characters; replicate the repository, and add it",
  ],
  [
    { "appTier.imageByRegion": { "us-west-2": "public.ecr.aws/team/app:1.0" } },
    'appTier.imageByRegion.us-west-2 is for no region of the stack, got "public.ecr.aws/team/app:1.0"; remove it',
  ],
];

describe("the roles of the regions", () => {
  it.each(mistakes.map(([changes, line]) => ({ changes, line })))("$line", ({ changes, line }) => {
    expect(mistakesIn(changed(withStandby, changes))).toEqual([line]);
  });

  it.each([
    { regions: withStandby.regions.toReversed() },
    { "regions[0].role": "fenced", "regions[1].role": "active", rebuild: "us-east-1" },
    { "regions[0].role": "standby", "regions[1].role": "active", rebuild: "us-east-1" },
    {
      "appTier.image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1.0",
      "appTier.imageByRegion": { "eu-west-1": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.0" },
    },
  ])("may be as in %j", (changes) => {
    expect(mistakesIn(changed(withStandby, changes))).toEqual([]);
  });
});
