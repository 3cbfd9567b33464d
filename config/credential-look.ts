import { shown } from "./shown";

/**
 * Ends of names whose values are credentials, whatever they look like: `DB_PASSWORD`, `STRIPE_API_KEY`. Not such as
 * `TOKEN_ISSUER` or `MAX_TOKENS`, which only speak of one.
 */
const credentialName =
  /(^|_)(PASS(WORD|WD|PHRASE)?|PWD|SECRET|TOKEN|CREDENTIALS?|((API|ACCESS|PRIVATE|SECRET|SIGNING|ENCRYPTION|LICENSE)_?KEY))$/i;

/** What says where a credential is, or whether there is one, and is none itself. */
const placeOfCredential = /^(|true|false|arn:aws[\w:/.*-]*|\/[\w./-]*|\d{1,4})$/;

/**
 * What credentials look like, whatever they are called: those of AWS
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids), of GitHub, Slack,
 * Stripe and Google (https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml), JSON Web Tokens, keys in PEM,
 * addresses that carry a password, and texts that only a machine makes.
 */
const credentialLooks: readonly RegExp[] = [
  /\b(AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/,
  /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)[A-Za-z0-9/+]{40}$/,
  /\b(gh[oprsu]_\w{36}|github_pat_\w{22})/,
  /\bglpat-[\w-]{20}/,
  /\bxox[abeoprs]-/,
  /\b[rs]k_(live|test)_\w{10}/,
  /\bAIza[\w-]{35}/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\./,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i,
  /^Bearer \S{8}/i,
  /^(?=.*[A-Z])(?=.*[a-z])(?=(.*\d){3})[A-Za-z0-9]{24,}$/,
];

/** What is wrong with a variable that holds a credential; undefined for any other. It never shows the value. */
export function credentialProblem(name: string, value: string): string | undefined {
  const isCredential =
    (credentialName.test(name) && !placeOfCredential.test(value)) ||
    credentialLooks.some((look) => look.test(value));
  if (!isCredential) return undefined;
  return `must be no credential, because the environment is in plain text in the state, got ${shown(value)}; list its name in appTier.secrets, and read the file`;
}
