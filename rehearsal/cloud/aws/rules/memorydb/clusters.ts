/** MemoryDB. */
import { textsAt } from "../../../wire";
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { named, text } from "../../../values";
import { types } from "../../type-tokens";
import { here, output } from "../references";

export const memoryDbClusters: readonly AwsRefusalRule[] = [
  {
    id: "memorydb-name",
    types: [types.memoryDbCluster, types.memoryDbAcl],
    when: "plan",
    property: "name",
    link: docs.memoryDb("CreateCluster"),
    refuse: ({ inputs }) => {
      const name = text(inputs["name"]);
      if (name === undefined) return undefined;
      if (name.length > 40)
        return `expected length of name to be in the range (1 - 40), got ${JSON.stringify(name)}`;
      if (name.includes("--"))
        return "invalid value for name (The name may not contain two consecutive hyphens.)";
      return /^[0-9a-z-]*[0-9a-z]$/.test(name)
        ? undefined
        : "invalid value for name (Only lowercase alphanumeric characters and hyphens allowed. The name may not " +
            "end with a hyphen.)";
    },
  },
  {
    id: "memorydb-password",
    types: [types.memoryDbUser],
    when: "plan",
    property: "authenticationMode",
    link: "https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.acls.html",
    refuse: ({ inputs }) => {
      const lengths = textsAt(inputs, "authenticationMode.passwords").map(({ length }) => length);
      return lengths.some((length) => length < 16 || length > 128)
        ? "expected length of authentication_mode.0.passwords to be in the range (16 - 128)"
        : undefined;
    },
  },
  {
    id: "memorydb-parameter-group-family",
    types: [types.memoryDbCluster],
    when: "apply",
    code: "InvalidParameterCombinationException",
    link: docs.memoryDb("CreateParameterGroup"),
    refuse: (change) => {
      const group = here(change, types.memoryDbParameterGroup, change.inputs["parameterGroupName"]);
      const family = output(group, "family");
      const [major] = /^\d+/.exec(named(change.inputs["engineVersion"])) ?? [];
      const engine = text(change.inputs["engine"]) ?? "redis";
      if (family === undefined || major === undefined || family === `memorydb_${engine}${major}`)
        return undefined;
      return `Expected a parameter group of family memorydb_${engine}${major} but found one of family ${family}`;
    },
  },
];
