// An alarm in the second region starts a function there, which operates a routing control by its cluster's own endpoints.
const { twoRegions, healthCheck, failover } = require("../lib/regions");
const { startedByAlarm } = require("../lib/automation");

const place = twoRegions();
const { east, west, names } = place;
failover(
  place,
  { side: east, healthCheckId: healthCheck("east", east, names).id },
  { side: west, healthCheckId: healthCheck("west", west, names).id },
);
startedByAlarm("mover", west, ["route53-recovery-cluster:UpdateRoutingControlState"]);
