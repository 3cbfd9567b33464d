import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { missingPackages, requirePackages } from "../../../drill/site/packages";

describe("packages of the system", () => {
  test("that are missing are named with the one command that installs them", () => {
    expect(() => {
      requirePackages(missingPackages((file) => !["patroni", "etcd"].includes(file)));
    }).toThrow(
      "the local site needs packages that are not installed: patroni, etcd-server; install them with: sudo sh drill/install-packages.sh",
    );
  });

  test("are all installed by that command", () => {
    const script = readFileSync("drill/install-packages.sh", "utf8");
    const installed = /^packages="(.*)"$/m.exec(script)?.[1]?.split(" ");
    expect(installed?.sort()).toEqual([...missingPackages(() => false)].sort());
  });
});
