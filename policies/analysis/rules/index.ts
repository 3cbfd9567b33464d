import type { StackRule } from "../../framework/rule";
import { reporting } from "../report/writer";
import { azLossSurvivable } from "./az-loss-survivable";
import { drainSurvivable } from "./drain-survivable";
import { failoverRtoBudget } from "./failover-rto-budget";
import { modelMatchesGraph } from "./model-matches-graph";
import { probeAnswered } from "./probe-answered";
import { regionIndependence } from "./region-independence";
import { regionLossSurvivable } from "./region-loss-survivable";
import { regionParity } from "./region-parity";

/** The rules of the failure analysis, for the registry to include. */
export const analysisRules: readonly StackRule[] = [
  azLossSurvivable,
  regionLossSurvivable,
  drainSurvivable,
  modelMatchesGraph,
  probeAnswered,
  // The one that is configured with everything the report says writes the report.
  reporting(failoverRtoBudget),
  regionIndependence,
  regionParity,
];
