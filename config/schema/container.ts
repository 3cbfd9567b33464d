import { credentialProblem } from "../credential-look";
import { byName, choice, ipv4Block, listOf, matching, section, whole } from "../fields";

/** Variables that fit beside the longest lists of the platform into the instances' user data. */
const maxVariables = 50;

export const environment = byName(
  matching({
    pattern: /^[A-Za-z_][A-Za-z0-9_]{0,63}$/,
    rule: "be the name of a variable, of at most 64 letters, digits and underscores",
    example: "LOG_LEVEL",
    maxLength: 64,
  }),
  matching({
    pattern: /^[^\0-\x1f\x7f]*$/,
    rule: "be a text of one line",
    example: "info",
    remedy: "write it in quotes, without line breaks",
    maxLength: 1024,
  }),
  { what: "variables", max: maxVariables, example: "LOG_LEVEL: info" },
).superRefine((variables, context) => {
  for (const [name, value] of Object.entries(variables)) {
    const message = credentialProblem(name, value);
    if (message !== undefined) context.addIssue({ code: "custom", path: [name], message, input: value });
  }
});

/** Of what a role's inline policies may hold, 10,240 characters, the platform's own take less than half. */
const maxStatements = 20;

const arn = matching({
  // Without a wildcard before the resource, so that a typing error opens no other service or account.
  pattern: /^arn:aws:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws)?:[^\0-\x20\x7f]+$/,
  rule: "be the ARN of a resource, with service, region and account written out",
  example: "arn:aws:sqs:us-east-1:123456789012:orders",
  remedy: "write one such as arn:aws:sqs:us-east-1:123456789012:orders, with * in the name alone",
  maxLength: 512,
});

const action = matching({
  pattern: /^[a-z0-9-]+:[A-Z][A-Za-z0-9]*\*?$/,
  rule: "be an action of IAM",
  example: "sqs:SendMessage",
  remedy: "write one such as sqs:SendMessage, or sqs:Get* for several",
});

const conditions = byName(
  matching({
    pattern: /^(For(All|Any)Values?:)?[A-Z][A-Za-z]+$/,
    rule: "be a condition operator of IAM",
    example: "StringEquals",
  }),
  byName(
    matching({
      pattern: /^[a-z0-9-]+:[A-Za-z0-9/:_-]+$/,
      rule: "be a condition key of IAM",
      example: "aws:ResourceTag/team",
    }),
    listOf(matching({ pattern: /^[^\0-\x1f\x7f]+$/, rule: "be a value of a condition", example: "orders" }), {
      what: "values",
      min: 1,
      max: 20,
    }),
    { what: "condition keys", max: 10, example: "aws:ResourceTag/team: [orders]" },
  ),
  { what: "condition operators", max: 10, example: "StringEquals: {aws:ResourceTag/team: [orders]}" },
);

export const permissions = listOf(
  section({
    actions: listOf(action, { what: "actions", min: 1, max: 30 }).describe(
      "What it may do, such as `sqs:SendMessage`.",
    ),
    resources: listOf(arn, { what: "ARNs", min: 1, max: 30 }).describe(
      "On what: ARNs of every region that the stack has, for the application of each region gets them all.",
    ),
    conditions: conditions
      .default({})
      .describe("When: values by condition key by operator, as IAM has them."),
  }),
  { what: "permissions", max: maxStatements, remedy: "list each with actions and resources" },
);

export const additionalPorts = byName(
  matching({
    // What Kubernetes takes as the name of a port.
    pattern: /^[a-z]([a-z0-9]|-(?=[a-z0-9])){0,14}$/,
    rule: "be a lower-case name of at most 15 characters",
    example: "metrics",
    maxLength: 15,
  }),
  section({
    port: whole(1, 65_535, "port").describe(
      "Port on which the container listens, and at which its instance or pod is reached.",
    ),
    protocol: choice("tcp", "udp").default("tcp").describe("`tcp` or `udp`."),
    cidrBlocks: listOf(ipv4Block("10.10.0.0/16"), {
      what: "IPv4 blocks",
      min: 1,
      max: 20,
      remedy: "write one such as [10.10.0.0/16]",
    })
      .optional()
      .describe("Who may connect. Left out: the region's VPC."),
  }),
  { what: "ports", max: 10, example: "metrics: {port: 9464}" },
);
