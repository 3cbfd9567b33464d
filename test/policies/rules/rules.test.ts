import { expect, test } from "@jest/globals";

import { rules } from "../../../policies/rules";
import { runTable } from "../support/table";
import { durability } from "./durability.tables";
import { durabilityOfWhatOthersKnow } from "./durability-kept.tables";
import { failover } from "./failover.tables";
import { ofConnections } from "./connections.tables";
import { failoverAutomation } from "./failover-automation.tables";
import { ofInstances } from "./instances.tables";
import { health } from "./health.tables";
import { operabilityOfFleets } from "./operability-fleets.tables";
import { operabilityOfLogs } from "./operability-logs.tables";
import { operability } from "./operability.tables";
import { replicas } from "./replicas.tables";
import { securityOfCaches } from "./security-caches.tables";
import { securityOfOrigins } from "./security-origins.tables";
import { securityOfFirewalls } from "./security-firewalls.tables";
import { security } from "./security.tables";
import { healing } from "./health-healing.tables";
import { spread } from "./spread.tables";
import { spreadOfEndpoints } from "./spread-endpoints.tables";

const tables = [
  ...replicas,
  ...spread,
  ...spreadOfEndpoints,
  ...health,
  ...healing,
  ...durability,
  ...durabilityOfWhatOthersKnow,
  ...failover,
  ...failoverAutomation,
  ...security,
  ...securityOfFirewalls,
  ...securityOfOrigins,
  ...securityOfCaches,
  ...operability,
  ...operabilityOfLogs,
  ...ofConnections,
  ...ofInstances,
  ...operabilityOfFleets,
];

test("every rule has a table of compliant, violating and unknown cases", () => {
  expect(tables.map(({ rule }) => rule.id).toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
});

for (const table of tables) runTable(table);
