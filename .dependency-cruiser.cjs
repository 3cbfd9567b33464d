/**
 * Imports point one way: index → global → region → domains → aws → kit. Policies, drill and rehearsal stand outside the
 * platform and judge it through the plan, the tags and the stack outputs.
 * @type {import("dependency-cruiser").IConfiguration}
 */
const domains = "network|data|edge|workloads|kubernetes|observability|operations|security";

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "kit-knows-no-cloud",
      comment: "components/kit is arithmetic, naming and the base class: it imports no provider SDK.",
      severity: "error",
      from: { path: "^components/kit/" },
      to: { path: "@pulumi/(aws|kubernetes|random|tls)" },
    },
    {
      name: "kit-is-the-bottom",
      severity: "error",
      from: { path: "^components/kit/" },
      to: { path: "^(config|components/(?!kit/)|policies|rehearsal|drill)" },
    },
    {
      name: "aws-serves-every-domain",
      comment:
        "components/aws is what several domains build with, such as a private bucket: it knows none of them.",
      severity: "error",
      from: { path: "^components/aws/" },
      to: { path: "^components/(?!aws/|kit/)" },
    },
    {
      name: "domains-never-import-each-other",
      severity: "error",
      from: { path: `^components/(${domains})/` },
      to: { path: `^components/(${domains})/`, pathNot: "^components/$1/" },
    },
    {
      name: "domains-know-no-composition",
      comment: "index → global → region → domains → aws → kit.",
      severity: "error",
      from: { path: `^components/(${domains}|aws|kit)/` },
      to: { path: "^components/(region|global)/" },
    },
    {
      name: "a-region-knows-no-other",
      severity: "error",
      from: { path: "^components/region/" },
      to: { path: "^components/global/" },
    },
    {
      name: "components-take-arguments-not-configuration",
      severity: "error",
      from: { path: `^components/(${domains}|kit)/` },
      to: { path: "^(config|policies|rehearsal|drill|index)" },
    },
    {
      name: "the-composition-is-handed-its-settings",
      comment: "region and global know the shape of the settings; index.ts alone reads them.",
      severity: "error",
      from: { path: "^components/(region|global)/" },
      to: { path: "^config", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "the-composition-knows-no-tool",
      severity: "error",
      from: { path: "^components/(region|global)/" },
      to: { path: "^(policies|rehearsal|drill|index)" },
    },
    {
      name: "config-knows-no-components",
      severity: "error",
      from: { path: "^config/" },
      to: { path: "^(components/(?!kit/)|policies|rehearsal|drill|index)" },
    },
    {
      name: "policies-judge-from-outside",
      comment: "The pack judges any program: it imports nothing of this one, and no provider SDK.",
      severity: "error",
      from: { path: "^policies/" },
      to: { path: "^(config|components|rehearsal|drill|index)|@pulumi/(aws|kubernetes|random|tls)" },
    },
    {
      name: "drill-shakes-from-outside",
      severity: "error",
      from: { path: "^drill/" },
      to: { path: "^(config|components|rehearsal|policies|index)" },
    },
    {
      name: "the-state-backend-stands-alone",
      comment: "It is a program of its own, made of the parts of the platform and not of the platform.",
      severity: "error",
      from: { path: "^state-backend/" },
      to: {
        path: "^(index|config|policies|rehearsal|drill|failover|preflight|cost|components/(?!data|aws|kit))",
      },
    },
    {
      name: "failover-acts-from-outside",
      comment:
        "It has to work where nothing of the program can: it knows the stack's outputs, and plain arithmetic.",
      severity: "error",
      from: { path: "^failover/" },
      to: { path: "^(index|config|components|policies|rehearsal|drill|preflight|cost)|@pulumi/" },
    },
    {
      name: "failover-reaches-aws-through-its-port",
      severity: "error",
      from: { path: "^failover/(?!aws/)" },
      to: { path: "@(aws-sdk|smithy)/" },
    },
    {
      name: "rehearsal-knows-no-platform",
      severity: "error",
      from: { path: "^rehearsal/" },
      to: { path: "^(config|components/(?!kit/)|drill|index)" },
    },
    {
      name: "locks-know-nobody",
      severity: "error",
      from: { path: "^locks/" },
      to: { path: "^(index|config|components|policies|rehearsal|drill|failover|preflight|cost|plan)" },
    },
    {
      name: "plan-is-data",
      comment: "plan/ reads what the engine prints; it is the one floor that preflight and cost share.",
      severity: "error",
      from: { path: "^plan/" },
      to: { path: "^(index|config|components|policies|rehearsal|drill|preflight|cost)|@(pulumi|aws-sdk)/" },
    },
    {
      name: "preflight-asks-from-outside",
      severity: "error",
      from: { path: "^preflight/" },
      to: { path: "^(index|config|components|policies|rehearsal|drill|cost)" },
    },
    {
      name: "preflight-reaches-aws-through-its-port",
      severity: "error",
      from: { path: "^preflight/(?!aws/)" },
      to: { path: "@aws-sdk/" },
    },
    {
      name: "cost-is-arithmetic",
      severity: "error",
      from: { path: "^cost/" },
      to: { path: "^(index|config|components|policies|rehearsal|drill|preflight)|@(pulumi|aws-sdk)/" },
    },
    {
      name: "report-reads-what-others-wrote",
      comment: "It reads the JSON of policies and drills; plan, cost and the drill's drawing it shares.",
      severity: "error",
      from: { path: "^report/" },
      to: { path: "^(index|config|components|policies|rehearsal|failover|preflight)|@(pulumi|aws-sdk)/" },
    },
    {
      name: "nothing-waits-for-the-report",
      severity: "error",
      from: {
        path: "^(index|config|components|policies|rehearsal|drill|failover|locks|plan|preflight|cost)",
      },
      to: { path: "^report/" },
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { pathNot: "^test/" },
      to: { path: "^test/" },
    },
    {
      name: "no-dev-dependency-at-run-time",
      severity: "error",
      from: {
        path: "^(index|config|components|policies|rehearsal|drill|failover|plan|preflight|cost|report)",
        pathNot: "\\.d\\.ts$",
      },
      to: { dependencyTypes: ["npm-dev"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "node_modules/(?!@pulumi)|^\\.rehearsal|^\\.drill" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};
