/** The end of the load balancer's TLS, beside every container of the application. */

import { targetTlsPort } from "../kit/contract";

export const targetTlsCertificateFile = "/run/target-tls/tls.pem";

/**
 * Concurrent connections of one pod: twice what is expected, because probes come in among them, and at the limit get no
 * answer, which takes the pod out. Idle ones take 23 kB each (measured, HAProxy 2.6), so all fit into the container's
 * memory. Left out, HAProxy reserves memory for as many files as the node allows.
 */
const maxConnections = 4000;

/**
 * HAProxy passes the bytes on as they are (`mode tcp`): the load balancer has written its headers already. The idle
 * time-outs are above the longest a load balancer has (4000 s), so that it is always the load balancer that closes
 * an idle connection and never meets one that has just been closed. When the pod ends, the application has ended
 * before: what is still open then is idle, and closed after five seconds.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#connection-idle-timeout
 */
export function haproxyConfiguration(appPort: number): string {
  return `global
  log stdout format raw daemon notice
  maxconn ${maxConnections}
  nbthread 1
  hard-stop-after 5s
  ssl-default-bind-options ssl-min-ver TLSv1.2

defaults
  mode tcp
  log global
  timeout connect 5s
  timeout client 4100s
  timeout server 4100s

frontend target-tls
  bind :${targetTlsPort} ssl crt ${targetTlsCertificateFile}
  default_backend app

backend app
  server app 127.0.0.1:${appPort}
`;
}
