const on = (rule: string, ...parts: readonly string[]): readonly string[] =>
  parts.map((part) => `${rule}_${part}`);

/**
 * The rules of AWS's managed groups that refuse by themselves, by their names to the letter, of the groups' current
 * versions.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export const managedRuleGroups: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesCommonRuleSet: [
    "NoUserAgent_HEADER",
    "UserAgent_BadBots_HEADER",
    ...on("SizeRestrictions", "QUERYSTRING", "COOKIE_HEADER", "BODY", "URIPATH"),
    ...on("EC2MetaDataSSRF", "BODY", "COOKIE", "URIPATH", "QUERYARGUMENTS"),
    ...on("GenericLFI", "QUERYARGUMENTS", "URIPATH", "BODY"),
    ...on("RestrictedExtensions", "URIPATH", "QUERYARGUMENTS"),
    ...on("GenericRFI", "QUERYARGUMENTS", "BODY", "URIPATH"),
    ...on("CrossSiteScripting", "COOKIE", "QUERYARGUMENTS", "BODY", "URIPATH"),
  ],
  AWSManagedRulesAdminProtectionRuleSet: ["AdminProtection_URIPATH"],
  AWSManagedRulesKnownBadInputsRuleSet: [
    ...on("JavaDeserializationRCE", "HEADER", "BODY", "URIPATH", "QUERYSTRING"),
    "Host_localhost_HEADER",
    "PROPFIND_METHOD",
    "ExploitablePaths_URIPATH",
    ...on("Log4JRCE", "HEADER", "QUERYSTRING", "BODY", "URIPATH"),
    "ReactJSRCE_BODY",
  ],
  AWSManagedRulesSQLiRuleSet: [
    ...on("SQLi", "QUERYARGUMENTS", "BODY", "COOKIE", "URIPATH"),
    ...on("SQLiExtendedPatterns", "QUERYARGUMENTS", "BODY", "HEADER", "URIPATH"),
  ],
  AWSManagedRulesLinuxRuleSet: on("LFI", "URIPATH", "QUERYSTRING", "HEADER"),
  AWSManagedRulesUnixRuleSet: on("UNIXShellCommandsVariables", "QUERYSTRING", "BODY", "HEADER"),
  AWSManagedRulesWindowsRuleSet: [
    ...on("WindowsShellCommands", "HEADER", "COOKIE", "QUERYARGUMENTS", "QUERYSTRING", "URIPATH", "BODY"),
    ...on("PowerShellCommands", "COOKIE", "QUERYARGUMENTS", "BODY"),
  ],
  AWSManagedRulesPHPRuleSet: on("PHPHighRiskMethodsVariables", "HEADER", "QUERYSTRING", "BODY", "URIPATH"),
  AWSManagedRulesWordPressRuleSet: [
    "WordPressExploitableCommands_QUERYSTRING",
    "WordPressExploitablePaths_URIPATH",
  ],
  AWSManagedRulesAmazonIpReputationList: [
    "AWSManagedIPReputationList",
    "AWSManagedReconnaissanceList",
    "AWSManagedIPDDoSList",
  ],
  AWSManagedRulesAnonymousIpList: ["AnonymousIPList", "HostingProviderIPList"],
};
