/** What `--help` prints. */
import { faultSyntax } from "../cloud/faults/api-fault";

const variables = `
Variables:
  STANDFAST_REHEARSAL_DIR   where backend, passphrase and cloud are kept (.rehearsal in the checkout)
  STANDFAST_REPORT_DIR      where the policy packs write their reports (report in that folder)
  STANDFAST_CACHE           where the Pulumi engine is kept (~/.cache/standfast)`;

const awsProvider = `
  STANDFAST_AWS_PROVIDER    a pulumi-resource-aws that \`--provider real\` takes, instead of one that it downloads or builds`;

export const rehearseHelp = `Usage: npm run rehearse -- [--provider real] <pulumi command and flags>

Runs the real pulumi against the rehearsal cloud: no AWS account, no credentials. Your Pulumi.yaml and Pulumi.*.yaml
are read and never written: every command works on copies of the rehearsal's own.

\`--provider real\` has a preview validated and planned by the real AWS provider instead. It is downloaded, or built from
its Go modules (8 to 20 minutes, once), and asks no account.

Examples:
  npm run rehearse -- preview --stack prod --policy-pack policies
  npm run rehearse -- --provider real preview --stack prod
  npm run rehearse -- up --stack staging --yes
  npm run rehearse -- -C examples/cadence up --stack ha --yes
  npm run rehearse -- destroy --stack staging --yes
  npm run --silent rehearse -- preview --stack prod --json
  npm run rehearse -- up --help          the help of a pulumi command
  npm run rehearse -- --fault region-dark=us-east-1 preview --stack prod

Faults of the cloud's API during one command; give --fault as often as you like:
${faultSyntax.map((fault) => `  --fault ${fault}`).join("\n")}
  --fault-seed 1                         percentages hit the same calls with the same number
${variables}${awsProvider}

Exit codes:
  0          the command did what it was asked to
  1          it could not be started; the message says why and what to do
  otherwise  what pulumi itself ended with`;

export const startHelp = `Usage: npm start

Brings the whole platform up on the rehearsal cloud (pulumi up --stack prod --yes --policy-pack policies) and prints
its resources, its outputs and what it survives. Needs no AWS account; takes no arguments.

Examples:
  npm start
  STANDFAST_REHEARSAL_DIR=/tmp/rehearsal npm start
  npm run rehearse -- up --stack staging --yes     another stack, or another command
${variables}

Exit codes:
  0          the platform is up
  1          it could not be started; the message says why and what to do
  otherwise  what pulumi itself ended with`;
