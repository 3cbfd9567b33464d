/**
 * What AWS's own rule groups do with the request of a prober, as far as it is documented. A prober asks for a path, without
 * a query string, a cookie or a body: rules about those never match it, and are not listed.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
import type { TruthValue } from "../../rules/shared/pods";
import type { ProbeRequest } from "./types";

export interface ManagedRule {
  readonly name: string;
  readonly matches: (request: ProbeRequest) => TruthValue;
  /** Why it matches, and what would not be matched, as clauses. */
  readonly because: string;
  readonly fix: string;
}

const isLongerThan =
  (bytes: number) =>
  ({ path }: ProbeRequest): TruthValue =>
    path === undefined ? "unknown" : path.length > bytes;

const hasPath =
  (pattern: RegExp) =>
  ({ path }: ProbeRequest): TruthValue =>
    path === undefined ? "unknown" : pattern.test(path);

const sendsNoUserAgent = ({ userAgent }: ProbeRequest): TruthValue =>
  userAgent === "unknown" ? "unknown" : userAgent === "none";

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html */
const COMMON: readonly ManagedRule[] = [
  {
    name: "NoUserAgent_HEADER",
    matches: sendsNoUserAgent,
    because: "it sends no User-Agent",
    fix: "send a header User-Agent, or override the rule to count",
  },
  {
    name: "SizeRestrictions_URIPATH",
    matches: isLongerThan(1024),
    because: "its path is longer than 1024 bytes",
    fix: "ask for a shorter path",
  },
  {
    name: "RestrictedExtensions_URIPATH",
    matches: hasPath(/\.(log|ini|conf|cfg|bak|backup|sql|sys|dll)$/i),
    because: "its path ends as files of a server do",
    fix: "ask for a path without such an ending",
  },
  {
    name: "GenericLFI_URIPATH",
    matches: hasPath(/\.\.\//),
    because: "its path leads upwards",
    fix: "ask for a path without ../",
  },
];

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-bot.html */
const BOT_CONTROL: readonly ManagedRule[] = [
  {
    name: "SignalNonBrowserUserAgent",
    matches: ({ userAgent }) =>
      // Bots that AWS verifies are let through, and it does not say which of its own are.
      userAgent === "browser" ? false : userAgent === "none" ? true : "unknown",
    because: "its User-Agent is no browser's",
    fix: "let its path through by a rule before, or override the rule to count",
  },
];

/** https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html */
const ADMIN_PROTECTION: readonly ManagedRule[] = [
  {
    name: "AdminProtection_URIPATH",
    matches: ({ path }) => path !== undefined && /admin|manager/i.test(path) && "unknown",
    because: "its path looks like one for administrators",
    fix: "ask for another path",
  },
];

/** Groups about query strings, bodies, cookies, known exploits, and addresses that are not AWS's own. */
const NOTHING: readonly ManagedRule[] = [];

export const MANAGED_RULES: Readonly<Record<string, readonly ManagedRule[]>> = {
  AWSManagedRulesCommonRuleSet: COMMON,
  AWSManagedRulesBotControlRuleSet: BOT_CONTROL,
  AWSManagedRulesAdminProtectionRuleSet: ADMIN_PROTECTION,
  AWSManagedRulesKnownBadInputsRuleSet: NOTHING,
  AWSManagedRulesSQLiRuleSet: NOTHING,
  AWSManagedRulesLinuxRuleSet: NOTHING,
  AWSManagedRulesUnixRuleSet: NOTHING,
  AWSManagedRulesWindowsRuleSet: NOTHING,
  AWSManagedRulesPHPRuleSet: NOTHING,
  AWSManagedRulesWordPressRuleSet: NOTHING,
  AWSManagedRulesAmazonIpReputationList: NOTHING,
  AWSManagedRulesAnonymousIpList: NOTHING,
  AWSManagedRulesATPRuleSet: NOTHING,
  AWSManagedRulesACFPRuleSet: NOTHING,
};
