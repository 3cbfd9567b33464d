import * as aws from "@pulumi/aws";
import { type Extension, httpsListenerArn } from "../../components/global/platform";

/**
 * Rules of one's own, asked before the load balancer sends a request to the application: paths that moved, and paths
 * that are for callers within the VPC alone (`appTier.additionalPorts`) and answered 404 to the world.
 *
 * The lowest priority that matches decides. The paths of health checks (`/health`, `/ready`) must go on to reach the
 * application: the policy `probe-answered` says so where a rule takes them.
 */
export const ownListenerRules: Extension = ({ services }) => {
  for (const service of services) {
    const within = { parent: service.region };
    const listenerArn = httpsListenerArn(service);
    new aws.lb.ListenerRule(
      `${service.region.name}-moved`,
      {
        listenerArn,
        priority: 200,
        conditions: [{ pathPattern: { values: ["/blog", "/blog/*"] } }],
        // The path and the query stay what they are.
        actions: [{ type: "redirect", redirect: { host: "blog.standfast.example", statusCode: "HTTP_301" } }],
      },
      within,
    );
    new aws.lb.ListenerRule(
      `${service.region.name}-internal-paths`,
      {
        listenerArn,
        priority: 201,
        conditions: [{ pathPattern: { values: ["/internal/*"] } }],
        actions: [
          {
            type: "fixed-response",
            fixedResponse: { contentType: "text/plain", messageBody: "not found", statusCode: "404" },
          },
        ],
      },
      within,
    );
  }
};
