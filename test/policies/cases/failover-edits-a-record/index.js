// An alarm in the second region starts a function there that points the name at it: by the API that us-east-1 took no changes
// with on 20 October 2025.
const { twoRegions, healthCheck, failover } = require("../lib/regions");
const { startedByAlarm } = require("../lib/automation");

const place = twoRegions();
const { east, west, names } = place;
failover(
  place,
  { side: east, healthCheckId: healthCheck("east", east, names).id },
  { side: west, healthCheckId: healthCheck("west", west, names).id },
);
startedByAlarm("mover", west, ["route53:ChangeResourceRecordSets"]);
