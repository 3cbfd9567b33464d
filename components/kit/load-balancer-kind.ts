/**
 * The load balancers of a region.
 *
 * - `application`: an Application Load Balancer. HTTPS, and 301 from HTTP.
 * - `network`: a Network Load Balancer that terminates TLS. It cannot redirect, so it does not listen on port 80.
 * - `network-to-application`: one fixed address in each zone (a Network Load Balancer) in front of an Application
 *   Load Balancer, for clients that keep lists of addresses.
 */
export type LoadBalancerKind = "application" | "network" | "network-to-application";
