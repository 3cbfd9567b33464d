import { describe, expect, it } from "@jest/globals";
import { changed, mistakesIn, smallest, withStandby } from "./settings";

const withSmallStandbyCache = changed(withStandby, {
  "cache.standbyNodeType": "cache.t4g.medium",
  "cache.applyChanges": "immediately",
});

type Mistake = readonly [stack: Record<string, unknown>, changes: Record<string, unknown>, line: string];

const mistakes: readonly Mistake[] = [
  [
    withStandby,
    { "cache.standbyNodeType": "cache.t4g.medium" },
    'cache.applyChanges must be "immediately" with standbyNodeType, or the cache would grow in the next weekly window instead of at the failover, got "in-maintenance-window"; change it',
  ],
  [
    withSmallStandbyCache,
    { "cache.scope": "global" },
    'cache.standbyNodeType must be left out in a Global Datastore, whose members all have one node type and are not empty, got "cache.t4g.medium"; remove it',
  ],
  [
    withSmallStandbyCache,
    { "cache.maxmemoryPolicy": "noeviction" },
    'cache.standbyNodeType must be left out with maxmemoryPolicy noeviction, because a cache that is too small would refuse writes until it has grown, got "cache.t4g.medium"; remove it, or choose another policy',
  ],
  [
    withSmallStandbyCache,
    { regions: smallest.regions },
    'cache.standbyNodeType is for regions that stand by, of several with dns.routing "failover", got "cache.t4g.medium"; remove it',
  ],
];

describe("a standby's cache", () => {
  it("may be smaller, where it can grow when it is needed", () => {
    expect(mistakesIn(withSmallStandbyCache)).toEqual([]);
  });

  it.each(mistakes)("of %#: %j", (stack, changes, line) => {
    expect(mistakesIn(changed(stack, changes))).toEqual([line]);
  });
});
