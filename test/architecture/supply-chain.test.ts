import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

describe("GitHub Actions", () => {
  const folder = join(root, ".github", "workflows");
  const uses = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/uses:\s*(.+)/g)].map(([, action]) => action),
  );

  test("are pinned to a commit, with the version that it is", () => {
    expect(uses.length).toBeGreaterThan(0);
    const pinned = /^[\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(uses.filter((action) => !pinned.test(action ?? ""))).toEqual([]);
  });

  test("are of one version each", () => {
    const versions = new Map<string, Set<string>>();
    for (const action of uses) {
      const [name = "", version = ""] = (action ?? "").split("@");
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
    expect([...versions].filter(([, found]) => found.size > 1)).toEqual([]);
  });
});

describe("package-lock.json", () => {
  interface Locked {
    readonly integrity?: string;
    readonly link?: boolean;
    readonly resolved?: string;
  }
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const installed = Object.entries(packages).filter(([path, { link }]) => path !== "" && link !== true);

  test("knows the digest of every package", () => {
    const without = installed.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"));
    expect(without.map(([path]) => path)).toEqual([]);
  });

  test("carries no download addresses", () => {
    expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });
});
