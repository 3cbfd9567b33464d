/** Where types belong: to a region, to none, or to several. */

/** The stack itself, whose outputs a program declares. */
export const STACK = ["pulumi:pulumi:Stack"] as const;

/** Services without a region. */
const GLOBAL_TYPES =
  /^aws:((route53|route53domains|iam|cloudfront|globalaccelerator|organizations|shield|arcregionswitch)\/|s3control\/multiRegionAccessPoint:)/;

/** Whether a resource of AWS lies in no region; other providers' resources have none either. */
export function isGlobal(type: string): boolean {
  return !isKubernetes(type) && (!type.startsWith("aws:") || GLOBAL_TYPES.test(type));
}

/** What is there for several regions: it joins networks, copies data, or shows all of them. */
const REGION_JOINING =
  /^aws:(backup|ec2transitgateway|networkmanager|s3control|vpclattice)\/|^aws:ec2\/(vpcPeering|peering)|^aws:cloudwatch\/dashboard:/;

export function isRegionJoining(type: string): boolean {
  return REGION_JOINING.test(type);
}

export function isKubernetes(type: string): boolean {
  return type.startsWith("kubernetes:");
}

/** Whether `type` is one of `types`; a list of literals would accept only its own members. */
export function isOneOf(types: readonly string[], type: string | undefined): boolean {
  return type !== undefined && types.includes(type);
}
