import type { PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { AUTO_SCALING_GROUP, isOneOf, LAUNCH_TEMPLATE } from "../../resources";
import { userDataMatches, userDataNumbers } from "../shared/user-data";

/** A unit or a command that runs it, not its package alone. */
const STUNNEL = /^[^#\n]*\bstunnel\b[^\n]*\.conf\b|\bsystemctl\b[^\n]*\bstunnel\b/m;
const LIMIT = /(?:LimitNOFILE=|ulimit\s+(?:-\S+\s+)*-S?n\s+|\bnofile\s+)(?:\d+:)?(\d+)/;
const NO_LIMIT = /LimitNOFILE=infinity|ulimit\s+-n\s+unlimited/;
/** Two for each connection, and some of its own. */
const LEAST = 4096;

/**
 * stunnel, because it never raises its limit by itself, as HAProxy and Envoy do; in groups behind a load balancer, for it
 * is a client elsewhere. What the runtime of a container allows stands in no plan.
 */
export const tlsEndOpenFiles = stackRule({
  id: "tls-end-open-files",
  title: "The end of TLS on an instance may open files for all its connections",
  group: "health",
  severity: "medium",
  level: "advisory",
  types: [...AUTO_SCALING_GROUP, ...LAUNCH_TEMPLATE],
  rationale:
    "A connection through stunnel takes two open files, and systemd allows 1,024: at about 500 connections the instance accepts no more, and its health checks fail too.",
  link: "https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Process%20Properties",
  remediation:
    "Set LimitNOFILE in the unit to more than twice the connections that one instance has to hold.",
  matches: {},
  evaluate: (plan) =>
    plan.ofType(AUTO_SCALING_GROUP).flatMap((group): readonly PolicyVerdict[] => {
      const targets = group.inputs.at("targetGroupArns");
      if (targets.state === "unknown") return [unknown(targets.path, group)];
      if (targets.items().length === 0) return [];
      return [...group.dependenciesOf("launchTemplate"), ...group.dependenciesOf("mixedInstancesPolicy")]
        .filter(({ type }) => isOneOf(LAUNCH_TEMPLATE, type))
        .map(judgeTemplate);
    }),
});

/** User data is not known in a first preview, where it names what the same run creates; it is judged as soon as it is. */
function judgeTemplate(template: PlannedResource): PolicyVerdict {
  const says = (pattern: RegExp): boolean => {
    const read = userDataMatches(template.inputs, pattern);
    return read.state === "known" && read.value;
  };
  if (!says(STUNNEL) || says(NO_LIMIT)) return pass;
  const limits = userDataNumbers(template.inputs, LIMIT);
  const figures = limits.state === "known" ? limits.value : [];
  if (figures.some((figure) => figure >= LEAST)) return pass;
  const found =
    figures.length === 0
      ? "nothing raises its limit of open files, 1,024"
      : `it may open ${Math.max(...figures)} files`;
  return fail(`it runs stunnel, and ${found}`, `set LimitNOFILE to ${LEAST} or more`, template);
}
