import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { analyse } from "../analyse";
import { grouped } from "../graph/grouped";
import { probe, type Probed } from "../probes/follow";
import type { Prober } from "../probes/types";

export const probeAnswered = stackRule({
  id: "probe-answered",
  title: "Whoever asks whether something works gets through to it",
  group: "health",
  severity: "critical",
  level: "mandatory",
  types: [],
  rationale:
    "A check that is refused on its way says that something is down which is not: a region leaves DNS, targets are taken out, and alarms ring for ever",
  link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html#target-not-healthy",
  remediation: "Let each prober's own request through: its port, its path, and its headers",
  matches: { wellArchitected: ["REL11-BP01"] },
  evaluate: (plan) => {
    const verdicts = [...grouped(probe(plan, analyse(plan).model), reasonOf).values()].flatMap(verdictOf);
    return verdicts.length > 0 ? verdicts : pass;
  },
});

/** One reason is said once of each prober, however many of its requests meet it. */
function reasonOf({ prober, answer }: Probed): string {
  const why = answer.kind === "refused" ? answer.found : answer.kind === "unknown" ? answer.what : "";
  return `${prober.resource.urn} ${answer.kind} ${why}`;
}

function verdictOf([first]: readonly Probed[]): readonly PolicyVerdict[] {
  if (first === undefined || first.answer.kind === "answered") return [];
  const { prober, answer } = first;
  const culprit = { urn: prober.resource.urn };
  if (answer.kind === "unknown") {
    return [unknown(`${answer.what}, and so whether ${questionOf(prober)} is answered,`, culprit)];
  }
  return [fail(`${questionOf(prober)} is refused: ${answer.found}`, answer.fix, culprit)];
}

/** As a person would say what is asked. */
function questionOf({ kind, request, start }: Prober): string {
  const { protocol, host, port, path } = request;
  switch (kind) {
    case "canary":
    case "dns-check":
      if (host === undefined) return `its request for ${path ?? "a path"}`;
      return protocol === "tcp"
        ? `its connection to ${host}:${port ?? "?"}`
        : `its ${protocol ?? "?"}://${host}${path ?? "/"}`;
    case "target-check":
      return protocol === "tcp" ? "its check by a connection" : `its check of ${path ?? "/"}`;
    case "pod-probe":
      return start.kind === "container" ? `its ${start.probe}` : "its probe";
    case "origin":
      return "what it asks its origins";
  }
}
