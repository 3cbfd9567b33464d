/**
 * The namespace in which the rules of a managed rule group of AWS WAF label what they find, where all of them refuse by
 * themselves: of any other group a label in the namespace does not mean that a rule would have refused.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export const wafLabelNamespaces: Readonly<Record<string, string>> = {
  AWSManagedRulesCommonRuleSet: "awswaf:managed:aws:core-rule-set:",
  AWSManagedRulesAdminProtectionRuleSet: "awswaf:managed:aws:admin-protection:",
  AWSManagedRulesKnownBadInputsRuleSet: "awswaf:managed:aws:known-bad-inputs:",
  AWSManagedRulesSQLiRuleSet: "awswaf:managed:aws:sql-database:",
  AWSManagedRulesLinuxRuleSet: "awswaf:managed:aws:linux-os:",
  AWSManagedRulesUnixRuleSet: "awswaf:managed:aws:posix-os:",
  AWSManagedRulesWindowsRuleSet: "awswaf:managed:aws:windows-os:",
  AWSManagedRulesPHPRuleSet: "awswaf:managed:aws:php-app:",
  AWSManagedRulesWordPressRuleSet: "awswaf:managed:aws:wordpress-app:",
  AWSManagedRulesAnonymousIpList: "awswaf:managed:aws:anonymous-ip-list:",
};
