// An Auto Scaling group with the processes suspended that would replace what is lost.
const { oneRegion } = require("../lib/platform");

oneRegion("shop", {
  fleet: { suspendedProcesses: ["Launch", "ReplaceUnhealthy", "HealthCheck", "AZRebalance"] },
});
