import { accessSync, constants, mkdirSync } from "node:fs";
import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { resolve } from "node:path";
import { Refused } from "../model/exit-code";

/** Addresses that a local drill may touch: loopback and RFC 1918. */
const allowed = new BlockList();
for (const [network, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  allowed.addSubnet(network, prefix, "ipv4");
}
allowed.addAddress("::1", "ipv6");

/** The addresses of a name, as the system resolves it. */
type Resolve = (name: string) => Promise<readonly string[]>;

const resolveName: Resolve = async (name) =>
  (await lookup(name, { all: true })).map(({ address }) => address);

/**
 * Accepts a base URL only when its host is such an address, written as one: a name could mean another address a
 * moment later. `localhost` is resolved once, must mean this machine alone, and is replaced by its address.
 * @returns the URL without a trailing slash.
 * @throws {Refused}
 */
export async function resolvePrivateUrl(text: string, resolve = resolveName): Promise<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol)) {
    throw new Refused(`--lb-url ${text} is not an http or https URL; for example http://127.0.0.1:18080`);
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const address = host === "localhost" ? await loopbackOf(text, resolve) : host;
  const family = isIP(address);
  if (family === 0)
    throw new Refused(`--lb-url ${text}: ${host} is a name; give a loopback or RFC 1918 address`);
  if (!allowed.check(address, family === 6 ? "ipv6" : "ipv4")) {
    throw new Refused(
      `--lb-url ${text}: ${host} is not a loopback or RFC 1918 address; a drill breaks what it finds`,
    );
  }
  url.hostname = family === 6 ? `[${address}]` : address;
  return url.href.replace(/\/$/, "");
}

/** Where `localhost` leads: /etc/hosts may send it anywhere. @throws {Refused} unless to this machine. */
async function loopbackOf(text: string, resolve: Resolve): Promise<string> {
  const addresses = await resolve("localhost").catch(() => []);
  const elsewhere = addresses.filter((one) => one !== "::1" && !one.startsWith("127."));
  // The load balancers listen on IPv4.
  const [first] = [...addresses].sort((one, other) => isIP(one) - isIP(other));
  if (first !== undefined && elsewhere.length === 0) return first;
  throw new Refused(
    `--lb-url ${text}: localhost resolves to ${addresses.join(", ") || "nothing"} on this machine, not to loopback alone; correct /etc/hosts or give 127.0.0.1`,
  );
}

/**
 * Makes the folder and makes sure that it can be written, before anything is broken.
 * @throws {Refused}
 */
export function requireWritableFolder(folder: string): string {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new Refused(`--report-dir ${folder} cannot be written: ${(error as Error).message}`);
  }
  return path;
}
