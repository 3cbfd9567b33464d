// Each answer of the failover pair carries the health check of the other region.
const { twoRegions, healthCheck, failover } = require("../lib/regions");

const place = twoRegions();
const [eastCheck, westCheck] = [place.east, place.west].map((side) =>
  healthCheck(side.name, side, place.names),
);
failover(
  place,
  { side: place.east, healthCheckId: westCheck.id, evaluate: false },
  { side: place.west, healthCheckId: eastCheck.id, evaluate: false },
);
