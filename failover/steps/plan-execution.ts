import { Stopped } from "../model/exit-code";
import type { Ports } from "../model/ports";
import type { Situation } from "../model/situation";
import type { Step } from "../model/step";
import { figures } from "./figures";

const finished = ["completed", "completedWithExceptions", "completedMonitoringApplicationHealth"];
const given = ["failed", "canceled", "planExecutionTimedOut", "pausedByFailedStep", "pausedByOperator"];

/**
 * Has ARC Region switch execute the stack's plan, which promotes, grows and moves the traffic. Its data plane in the region
 * that takes over does it. The comment tells this run's execution from others: a run that died has perhaps started it.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/actions.region-switch.html
 */
export function executePlan(planArn: string, { to, mode }: Situation, run: string, ports: Ports): Step {
  const { plans } = ports.apiOf(to);
  const comment = `failover ${run}`;
  const mine = async () => {
    const all = (await plans.executions(planArn)).filter(({ region }) => region === to);
    // One that an alarm has started is as good.
    return (
      all.find((one) => one.comment === comment) ??
      all.find(({ state }) => !finished.includes(state) && !given.includes(state))
    );
  };
  return {
    id: "region-switch",
    what: `execute the plan of Region switch that activates ${to}`,
    api: "arc-region-switch:StartPlanExecution",
    region: to,
    plane: "data",
    effort: "required",
    expected: figures.regionSwitch,
    timeoutSeconds: 3600,
    ifItFails: `See which of its steps waits: aws arc-region-switch list-plan-executions --region ${to} --plan-arn ${planArn}. A step that waits for a person is skipped or repeated there.`,
    isDone: async () => {
      const execution = await mine();
      if (execution && given.includes(execution.state)) {
        throw new Stopped(`the execution ${execution.id} is ${execution.state}`);
      }
      return execution !== undefined && finished.includes(execution.state);
    },
    act: async () => {
      if (await mine()) return;
      await plans.start(planArn, { mode: mode === "lost" ? "ungraceful" : "graceful", comment });
    },
  };
}
