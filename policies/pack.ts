import { PolicyPack } from "@pulumi/policy";

import { catalogue } from "./catalogue";
import { policiesOf } from "./framework/pack";
import { readPropertiesOnce } from "./framework/read-once";

readPropertiesOnce();

new PolicyPack("standfast", {
  displayName: "Standfast",
  description:
    "Judges whether a program survives the loss of a process, a node, a zone, a data store or a region",
  enforcementLevel: "mandatory",
  policies: policiesOf(catalogue),
});
