import { z } from "zod";

import type { Resource } from "../../framework/planned";
import { resourceRule } from "../../framework/rule";
import { fail, judge, pass, unknown, type Verdicts } from "../../framework/verdict";
import { TARGET_GROUP } from "../../resources";

export const tgHealthCheck = resourceRule({
  id: "tg-health-check",
  title: "A target group asks its targets a question of their own",
  group: "health",
  severity: "high",
  level: "mandatory",
  types: TARGET_GROUP,
  rationale:
    "The default asks for / or merely opens a connection: both succeed while the application is broken.",
  link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
  remediation: "Set healthCheck with an HTTP protocol and a path made for it.",
  matches: { wellArchitected: ["REL11-BP01"], checkov: ["CKV_AWS_261"] },
  settings: z.strictObject({
    path: z
      .string()
      .startsWith("/")
      .optional()
      .describe("the path that was agreed on; left out, any but / will do"),
  }),
  evaluate: (group, { path }) => {
    const target = group.inputs.at("targetType").string();
    // A function is called, not asked.
    if (target.state === "known" && target.value === "lambda") return pass;
    const check = group.inputs.at("healthCheck");
    if (check.state === "unknown") return unknown(check.path);
    if (check.state === "absent")
      return fail("healthCheck is not set", `set healthCheck.path to ${path ?? "/health"}`);
    return judgePath(group, path);
  },
});

function judgePath({ inputs }: Resource, agreed: string | undefined): Verdicts {
  const check = inputs.at("healthCheck");
  const enabled = check.at("enabled").boolean();
  if (enabled.state === "known" && !enabled.value)
    return fail("healthCheck.enabled is false", "set it to true");
  const protocol = check.at("protocol").string();
  if (protocol.state === "known" && ["TCP", "TLS"].includes(protocol.value)) {
    return fail(
      `healthCheck.protocol is ${protocol.value}, which only opens a connection`,
      "set it to HTTP or HTTPS",
    );
  }
  const fix = `set healthCheck.path to ${agreed ?? "/health"}`;
  return judge(check.at("path").string(), {
    known: (path) =>
      (agreed === undefined ? path !== "/" : path === agreed)
        ? pass
        : fail(`healthCheck.path is ${path}`, fix),
    absent: () => fail("healthCheck.path is not set, which means /", fix),
  });
}
