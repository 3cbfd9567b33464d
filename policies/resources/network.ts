/** What traffic passes through on AWS: names, load balancers, networks. */
export const SUBNET = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"] as const;
export const NAT_GATEWAY = ["aws:ec2/natGateway:NatGateway"] as const;
export const INTERNET_GATEWAY = ["aws:ec2/internetGateway:InternetGateway"] as const;
export const EGRESS_ONLY_GATEWAY = ["aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway"] as const;
export const TRANSIT_GATEWAY = ["aws:ec2transitgateway/transitGateway:TransitGateway"] as const;
export const VPC_ENDPOINT = ["aws:ec2/vpcEndpoint:VpcEndpoint"] as const;
export const VPC_ENDPOINT_SUBNET = [
  "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
] as const;
export const NETWORK_FIREWALL = ["aws:networkfirewall/firewall:Firewall"] as const;
export const ELASTIC_IP = ["aws:ec2/eip:Eip"] as const;
export const ROUTE = ["aws:ec2/route:Route"] as const;
export const ROUTE_TABLE = ["aws:ec2/routeTable:RouteTable"] as const;
export const ROUTE_TABLE_ASSOCIATION = ["aws:ec2/routeTableAssociation:RouteTableAssociation"] as const;

/** Application, Network and Gateway Load Balancers; the classic ones are another service with other properties. */
export const LOAD_BALANCER = elasticLoadBalancing("loadBalancer:LoadBalancer");
export const LISTENER = elasticLoadBalancing("listener:Listener");
export const LISTENER_RULE = elasticLoadBalancing("listenerRule:ListenerRule");
export const TARGET_GROUP = elasticLoadBalancing("targetGroup:TargetGroup");
export const TARGET_GROUP_ATTACHMENT = elasticLoadBalancing("targetGroupAttachment:TargetGroupAttachment");
export const CLASSIC_LOAD_BALANCER = [
  "aws:elb/loadBalancer:LoadBalancer",
  "aws:elasticloadbalancing/loadBalancer:LoadBalancer",
] as const;

export const RECORD = ["aws:route53/record:Record"] as const;
export const HEALTH_CHECK = ["aws:route53/healthCheck:HealthCheck"] as const;
export const REGION_SWITCH_PLAN = ["aws:arcregionswitch/plan:Plan"] as const;
export const HOSTED_ZONE = ["aws:route53/zone:Zone"] as const;
export const DISTRIBUTION = ["aws:cloudfront/distribution:Distribution"] as const;
export const CERTIFICATE = ["aws:acm/certificate:Certificate"] as const;
export const CERTIFICATE_VALIDATION = ["aws:acm/certificateValidation:CertificateValidation"] as const;

export const VPC = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"] as const;
export const SECURITY_GROUP = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
] as const;
/** A rule of its own beside the group; the first kind says by `type` which direction it is of. */
export const SECURITY_GROUP_RULE = ["aws:ec2/securityGroupRule:SecurityGroupRule"] as const;
export const SECURITY_GROUP_INGRESS = ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"] as const;
export const SECURITY_GROUP_EGRESS = ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"] as const;

export const WEB_ACL_ASSOCIATION = ["aws:wafv2/webAclAssociation:WebAclAssociation"] as const;

/** The provider's current module of Elastic Load Balancing, and its three former names. */
function elasticLoadBalancing(token: string): readonly string[] {
  return ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"].map(
    (module) => `aws:${module}/${token}`,
  );
}
