/** Limits that both the settings and the components hold to. */

/**
 * Seconds without a byte until a Network Load Balancer forgets a connection, unless a TCP listener says otherwise.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout
 */
export const networkIdleTimeoutSeconds = 350;

/** Seconds a pod needs after the load balancer has let go of it, to finish what it began and end by itself. */
export const minPodShutdownSeconds = 10;
