import { ports, type SiteNode } from "../layout";
import { isFenced } from "../fences";
import { hostNamespace } from "../network";
import { writePrivateFile } from "../private-files";
import type { Command } from "../process";
import type { LocalSite } from "../site";

/** A region's load balancer: its own applications first, the other region's when none of them is up. */
export function balancer(site: LocalSite, node: SiteNode): Command {
  const { timing } = site.record.topology;
  const servers = site
    .nodesOf("application")
    .map(
      (app) =>
        `server ${app.name} ${site.endpoint(app)} check${app.location === node.location ? "" : " backup"}`,
    );
  const front = `127.0.0.1:${ports.frontend}`;
  return haproxy(site, node, [
    "  mode http",
    "  timeout connect 300ms",
    "  timeout client 5s",
    // Longer than an application takes to give up on its stores, so that its own answer wins.
    "  timeout server 1s",
    "  retries 3",
    "  option redispatch 1",
    // Every request names its record and may be sent again. Answers of 5xx are not tried again: they come from the
    // stores, and three tries would only make an outage of theirs heavier.
    "  option http-buffer-request",
    "  retry-on conn-failure empty-response response-timeout",
    "frontend front",
    // It does not even listen: clients that come with the lost region's address go on to the other at once.
    ...(isFenced(site, node.location) ? ["  disabled"] : []),
    `  bind ${site.endpoint(node)}`,
    `  bind ${front}${site.record.network === "namespaces" ? ` namespace ${hostNamespace}` : ""}`,
    "  default_backend applications",
    "backend applications",
    // The shallow check: with the deep one a failing cache would take every application out.
    "  option httpchk GET /health",
    "  timeout check 400ms",
    // `observe layer7` would count the applications' own 503 while a store fails over.
    `  default-server inter ${timing.applicationCheckMs}ms fall ${timing.applicationCheckFall} rise 1 fastinter ${Math.min(timing.applicationCheckMs, 200)}ms observe layer4 error-limit 1 on-error mark-down on-marked-down shutdown-sessions`,
    ...servers.map((server) => `  ${server}`),
  ]);
}

/** A region's way to the database primary, wherever it is. */
export function proxy(site: LocalSite, node: SiteNode): Command {
  const { timing } = site.record.topology;
  return haproxy(site, node, [
    "  mode tcp",
    "  timeout connect 300ms",
    "  timeout client 1h",
    "  timeout server 1h",
    "listen database",
    `  bind ${site.endpoint(node)}`,
    "  option httpchk OPTIONS /primary",
    "  http-check expect status 200",
    "  timeout check 500ms",
    `  default-server inter ${timing.databaseCheckMs}ms fall ${timing.databaseCheckFall} rise 1 check port ${ports.agent} on-marked-down shutdown-sessions`,
    ...site.nodesOf("postgres").map((server) => `  server ${server.name} ${site.endpoint(server)}`),
  ]);
}

function haproxy(site: LocalSite, node: SiteNode, lines: readonly string[]): Command {
  const text = [
    "global",
    "  maxconn 2000",
    "  nbthread 1",
    "defaults",
    ...lines,
    "listen statistics",
    "  mode http",
    "  timeout client 5s",
    "  timeout server 5s",
    "  timeout connect 1s",
    `  bind ${site.endpoint(node, ports.statistics)}`,
    "  stats enable",
    "  stats uri /statistics",
    "",
  ];
  const settings = site.path("settings", `${node.name}.cfg`);
  writePrivateFile(settings, text.join("\n"));
  return { argv: ["haproxy", "-db", "-f", settings] };
}
