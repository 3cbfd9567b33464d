import { keepAliveOutlastsBalancer } from "../../../policies/rules/health/keep-alive-outlasts-balancer";
import { tlsEndOpenFiles } from "../../../policies/rules/health/tls-end-open-files";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import { deployment } from "../support/kubernetes";
import type { RuleTable } from "../support/table";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const CONTAINER = "web.spec.template.spec.containers.0";
const variable = (name: string, value: unknown) => [{ name, value }];
const runs = "ExecStart=/usr/bin/stunnel /etc/app/stunnel.conf";

/** What many connections, and idle ones, need of a server. */
export const ofConnections: readonly RuleTable[] = [
  {
    rule: keepAliveOutlastsBalancer,
    compliant: [
      resource("aws:lb/loadBalancer:LoadBalancer", "entry", { idleTimeout: 60 }),
      resource(TEMPLATE, "app", {
        userData: base64("docker run --env KEEP_ALIVE_TIMEOUT_SECONDS=70 shop:1"),
      }),
      resource("kubernetes:core/v1:ConfigMap", "nginx", { data: { "keep-alive": "75" } }),
      deployment,
    ],
    passes: [
      { when: "it says nothing of it", change: { "app.userData": base64("docker run shop:1") } },
      { when: "what a ConfigMap holds is not known yet", change: { "nginx.data": UNKNOWN } },
      { when: "it keeps none", change: { "app.userData": base64("keepalive_timeout 0;") } },
      { when: "milliseconds", change: { [`${CONTAINER}.env`]: variable("KEEP_ALIVE_TIMEOUT", "65000") } },
      { when: "another variable", change: { [`${CONTAINER}.env`]: variable("DB_KEEPALIVES_IDLE", "30") } },
      {
        when: "there is no such load balancer",
        change: { "entry.loadBalancerType": "network", "nginx.data": { "keep-alive": "5" } },
      },
      {
        when: "a shorter idle timeout",
        change: { "entry.idleTimeout": 4, "nginx.data": { "keep-alive": "5" } },
      },
    ],
    fails: [
      {
        when: "gunicorn on an instance",
        change: { "app.userData": base64("gunicorn --keep-alive 5 shop:app") },
        gives: [
          [
            "app",
            "its user data keeps idle connections for 5 s, a load balancer for 60 s",
            "set it to 65 or more",
          ],
        ],
      },
      {
        when: "as long as the load balancer, whose default is 60 s",
        change: { "entry.idleTimeout": ABSENT, "nginx.data": { "keep-alive": "60" } },
        gives: [
          [
            "nginx",
            "nginx keeps idle connections for 60 s, a load balancer for 60 s",
            "set it to 65 or more",
          ],
        ],
      },
      {
        when: "a variable of a container, and a flag",
        change: {
          [`${CONTAINER}.env`]: variable("HTTP_KEEPALIVE_TIMEOUT", "5"),
          [`${CONTAINER}.args`]: ["--timeout-keep-alive", "15"],
        },
        gives: [
          [
            "web",
            "container web keeps idle connections for 5 s, a load balancer for 60 s",
            "set it to 65 or more",
          ],
          [
            "web",
            "container web keeps idle connections for 15 s, a load balancer for 60 s",
            "set it to 65 or more",
          ],
        ],
      },
      {
        when: "the load balancer is a cluster's",
        change: { "entry.loadBalancerType": "network", "nginx.data": { "keep-alive": "75" } },
        add: [
          resource("kubernetes:networking.k8s.io/v1:Ingress", "web-ingress", {
            metadata: {
              annotations: {
                "alb.ingress.kubernetes.io/load-balancer-attributes": "idle_timeout.timeout_seconds=120",
              },
            },
          }),
        ],
        gives: [
          [
            "app",
            "its user data keeps idle connections for 70 s, a load balancer for 120 s",
            "set it to 125 or more",
          ],
          [
            "nginx",
            "nginx keeps idle connections for 75 s, a load balancer for 120 s",
            "set it to 125 or more",
          ],
        ],
      },
      {
        when: "the load balancer is one of a class of Ingresses",
        change: { "app.userData": ABSENT },
        add: [
          resource("kubernetes:eks.amazonaws.com/v1:IngressClassParams", "class", {
            spec: { loadBalancerAttributes: [{ key: "idle_timeout.timeout_seconds", value: "30" }] },
          }),
          resource("kubernetes:core/v1:ConfigMap", "other", { data: { "keep-alive": "30" } }),
        ],
        gives: [
          [
            "other",
            "nginx keeps idle connections for 30 s, a load balancer for 30 s",
            "set it to 35 or more",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "the value is unknown",
        change: { [`${CONTAINER}.env`]: variable("KEEP_ALIVE_SECONDS", UNKNOWN) },
        gives: [["web", "spec.template.spec.containers[0].env[0].value"]],
      },
      {
        when: "the load balancer's is unknown",
        change: { "entry.idleTimeout": UNKNOWN, "nginx.data": ABSENT },
        gives: [["entry", "idleTimeout"]],
      },
    ],
  },
  {
    rule: tlsEndOpenFiles,
    compliant: [
      resource(TEMPLATE, "app", { userData: base64(`${runs}\nLimitNOFILE=65536\n`) }),
      resource("aws:autoscaling/group:Group", "fleet", {
        launchTemplate: { id: ref("app") },
        targetGroupArns: ["arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/app/1"],
      }),
    ],
    passes: [
      {
        when: "it runs none",
        change: { "app.userData": base64("dnf install stunnel\nsystemctl start app") },
      },
      { when: "there is no limit", change: { "app.userData": base64(`${runs}\nLimitNOFILE=infinity`) } },
      { when: "it is raised in the shell", change: { "app.userData": base64(`ulimit -n 8192\n${runs}`) } },
      { when: "there is no user data", change: { "app.userData": ABSENT } },
      { when: "it is not known yet", change: { "app.userData": UNKNOWN } },
      {
        when: "no load balancer is in front",
        change: { "fleet.targetGroupArns": ABSENT, "app.userData": base64(runs) },
      },
    ],
    fails: [
      {
        when: "nothing raises it",
        change: { "app.userData": base64(runs) },
        gives: [
          [
            "app",
            "it runs stunnel, and nothing raises its limit of open files, 1,024",
            "set LimitNOFILE to 4096 or more",
          ],
        ],
      },
      {
        when: "it is raised too little",
        change: { "app.userData": base64(`${runs}\nLimitNOFILE=1024:2048`) },
        gives: [["app", "it runs stunnel, and it may open 2048 files", "set LimitNOFILE to 4096 or more"]],
      },
    ],
    unknowns: [{ change: { "fleet.targetGroupArns": UNKNOWN }, gives: [["fleet", "targetGroupArns"]] }],
  },
];
