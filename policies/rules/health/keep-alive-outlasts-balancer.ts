import type { Field, Read } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import {
  CONFIG_MAP,
  INGRESS,
  INGRESS_CLASS_PARAMETERS,
  INSTANCE,
  LAUNCH_TEMPLATE,
  LOAD_BALANCER,
  REPLICATED_WORKLOAD,
} from "../../resources";
import { containersOf, nameIn } from "../shared/pods";
import { userDataNumbers } from "../shared/user-data";

/** AWS's default, in seconds. */
const DEFAULT_IDLE = 60;

/** Names of variables that hold seconds or milliseconds; the latter are larger than any idle timeout. */
const VARIABLE = /^(?:\w+_)?KEEP_?ALIVE_(?:TIMEOUT(?:_SECONDS)?|SECONDS)$/;

/** How servers are told it: nginx, Apache httpd, gunicorn, uvicorn, and variables of the environment. */
const WRITTEN =
  /(?:\bkeepalive_timeout\s+|\bKeepAliveTimeout\s+|--(?:timeout-)?keep-alive[= ]|\bKEEP_?ALIVE_(?:TIMEOUT(?:_SECONDS)?|SECONDS)=["']?)(\d+)/;

/** What the plan says of keep-alive; of a server that is left to its own default it says nothing, nor does this rule. */
export const keepAliveOutlastsBalancer = stackRule({
  id: "keep-alive-outlasts-balancer",
  title: "A server keeps idle connections longer than the load balancer in front of it",
  group: "health",
  severity: "medium",
  level: "advisory",
  types: [
    ...LOAD_BALANCER,
    ...INGRESS,
    ...LAUNCH_TEMPLATE,
    ...INSTANCE,
    ...REPLICATED_WORKLOAD,
    ...CONFIG_MAP,
  ],
  rationale:
    "A server that closes an idle connection first does so, now and then, while a request is on its way: the client gets a 502 that no log of the server shows.",
  link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html#http-502-issues",
  remediation: "Set the server's keep-alive some seconds above the load balancer's idle timeout.",
  matches: {},
  evaluate: (plan) => {
    const idle = idleTimeouts(plan);
    const known = idle.flatMap(({ read }) => (read.state === "known" ? [read.value] : []));
    if (idle.length === 0) return [];
    // Which one is in front of which server a plan seldom says: what is too short for the shortest is for all.
    const shortest = Math.min(...known);
    const open = idle.find(({ read }) => read.state !== "known");
    return declared(plan).flatMap(({ what, read, by }): readonly PolicyVerdict[] => {
      if (read.state === "absent") return [];
      if (read.state === "unknown") return [unknown(read.path, by)];
      // Without keep-alive each answer says that the connection ends with it.
      if (read.value === 0 || (read.value > shortest && open === undefined)) return [pass];
      if (open !== undefined) return [unknown(open.read.path, open.by)];
      return [
        fail(
          `${what} keeps idle connections for ${read.value} s, a load balancer for ${shortest} s`,
          `set it to ${shortest + 5} or more`,
          by,
        ),
      ];
    });
  },
});

interface Told<T> {
  readonly read: Read<T>;
  readonly by: PlannedResource;
}

function idleTimeouts(plan: Plan): readonly Told<number>[] {
  const balancers = plan.ofType(LOAD_BALANCER).filter(({ inputs }) => {
    const type = inputs.at("loadBalancerType").string();
    return type.state === "absent" || (type.state === "known" && type.value === "application");
  });
  return [
    ...balancers.map((by) => ({ by, read: orDefault(by.inputs.at("idleTimeout").number()) })),
    ...plan.ofType(INGRESS).flatMap((by) => {
      const written = by.inputs
        .at("metadata.annotations")
        .key("alb.ingress.kubernetes.io/load-balancer-attributes");
      const [seconds] = written
        .texts()
        .flatMap((text) => /idle_timeout\.timeout_seconds=(\d+)/.exec(text)?.[1] ?? []);
      return seconds === undefined ? [] : [{ by, read: known(Number(seconds), written.path) }];
    }),
    ...plan.ofType(INGRESS_CLASS_PARAMETERS).flatMap((by) =>
      by.inputs
        .at("spec.loadBalancerAttributes")
        .items()
        .filter((one) => one.at("key").texts()[0] === "idle_timeout.timeout_seconds")
        .map((one) => ({ by, read: one.at("value").number() })),
    ),
  ];
}

const known = (value: number, path: string): Read<number> => ({ state: "known", value, path });

function orDefault(read: Read<number>): Read<number> {
  return read.state === "absent" ? known(DEFAULT_IDLE, read.path) : read;
}

interface Declared extends Told<number> {
  readonly what: string;
}

function declared(plan: Plan): readonly Declared[] {
  return [
    ...plan.ofType([...LAUNCH_TEMPLATE, ...INSTANCE]).flatMap((by) => {
      const read = userDataNumbers(by.inputs, WRITTEN);
      const figures = read.state === "known" ? read.value : [];
      return figures.map((value) => ({ by, what: "its user data", read: known(value, read.path) }));
    }),
    ...plan.ofType(REPLICATED_WORKLOAD).flatMap((by) =>
      containersOf(by)
        .items()
        .flatMap((container) => {
          const what = `container ${nameIn(container)}`;
          return ofContainer(container).map((read) => ({ by, what, read }));
        }),
    ),
    // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#keep-alive
    ...plan
      .ofType(CONFIG_MAP)
      // Of others than nginx's it is no matter what they hold.
      .filter(({ inputs }) => inputs.at("data").state === "known")
      .map((by) => ({ by, what: "nginx", read: by.inputs.at("data").key("keep-alive").number() })),
  ];
}

function ofContainer(container: Field): readonly Read<number>[] {
  const variables = container
    .at("env")
    .items()
    .filter((variable) =>
      variable
        .at("name")
        .texts()
        .some((name) => VARIABLE.test(name)),
    )
    .map((variable) => variable.at("value").number());
  const words = [...container.at("command").texts(), ...container.at("args").texts()].join(" ");
  const flag = WRITTEN.exec(words)?.[1];
  return [...variables, ...(flag === undefined ? [] : [known(Number(flag), container.at("args").path)])];
}
