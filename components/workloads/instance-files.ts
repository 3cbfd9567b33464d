/** What user data writes to an instance: scripts, units of systemd, and other files. */
export interface InstanceFile {
  readonly path: string;
  readonly permissions: string;
  readonly content: string;
}

/** A bash script that ends at the first error. */
export const script = (name: string, content: string): InstanceFile => ({
  path: `/usr/local/sbin/${name}`,
  permissions: "0700",
  content: `#!/bin/bash\nset -euo pipefail\n${content}`,
});

/** A file for root alone. */
export const file = (path: string, content: string): InstanceFile => ({ path, permissions: "0600", content });

/** @param name with what kind of unit it is, such as `app.service`. */
export const unit = (name: string, content: string): InstanceFile => ({
  path: `/etc/systemd/system/${name}`,
  permissions: "0644",
  content,
});

/**
 * A service that starts again two seconds after it ended, without ever giving up. It finds the scripts above, which are
 * in the first folder of systemd's own `PATH`.
 */
export function service(description: string, after: string, lines: readonly string[]): string {
  return `[Unit]
Description=${description}
Wants=network-online.target ${after}
After=network-online.target ${after}
StartLimitIntervalSec=0

[Service]
${lines.join("\n")}
RestartSec=2

[Install]
WantedBy=multi-user.target
`;
}
