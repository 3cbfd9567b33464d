import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Refused } from "../model/exit-code";

/** What the site needs of the system: the file that proves it, and the Debian package that brings it. */
const needed: readonly (readonly [file: string, packageName: string])[] = [
  ["haproxy", "haproxy"],
  ["redis-server", "redis-server"],
  ["patroni", "patroni"],
  ["etcd", "etcd-server"],
  ["/usr/lib/postgresql/15/bin/postgres", "postgresql-15"],
  ["/usr/lib/python3/dist-packages/etcd", "python3-etcd"],
  ["/usr/lib/python3/dist-packages/psycopg2", "python3-psycopg2"],
  ["setpriv", "util-linux"],
  ["ip", "iproute2"],
  ["nft", "nftables"],
];

/** @param exists tells whether a file is there. @returns the packages that are missing. */
export function missingPackages(exists: (file: string) => boolean = isInstalled): readonly string[] {
  return needed.filter(([file]) => !exists(file)).map(([, packageName]) => packageName);
}

/** @throws {Refused} with the one command that installs what is missing. */
export function requirePackages(missing = missingPackages()): void {
  if (missing.length === 0) return;
  throw new Refused(
    `the local site needs packages that are not installed: ${missing.join(", ")}; install them with: sudo sh drill/install-packages.sh`,
  );
}

function isInstalled(file: string): boolean {
  // Administrators' programs are not on every user's path.
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return file.startsWith("/") ? existsSync(file) : folders.some((folder) => existsSync(join(folder, file)));
}
