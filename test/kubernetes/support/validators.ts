import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../../rehearsal/engine/resolve";
import type { Manifest } from "./manifests";

/** One finding of kube-score. */
export interface Finding {
  readonly object: string;
  readonly check: string;
  readonly severity: "critical" | "warning";
}

export interface SchemaVerdict {
  /** `kind/name` of what has the form that Kubernetes takes. */
  readonly valid: readonly string[];
  /** `apiVersion kind` of what it has no schema for. */
  readonly unknown: readonly string[];
  /** Complaints, in the validator's words. */
  readonly complaints: readonly string[];
}

/** Grades below 10 are findings: 1 is critical. https://github.com/zegl/kube-score/blob/v1.20.0/scorecard/scorecard.go */
const grades = { critical: 1, allOk: 10 };

/** Checks that kube-score leaves out unless asked, and that fit: the others want limits as low as requests. */
const optional = ["container-seccomp-profile", "container-ports-check"];

/** Installs both validators where they are missing. @throws with their installer's words when it cannot. */
export function installValidators() {
  const cache = join(dirname(cacheFolder(process.env)), "validators");
  const installer = join(__dirname, "install-validators.sh");
  const folder = execFileSync(installer, [cache], { encoding: "utf8" }).trim();
  return {
    checkSchemas: (manifests: readonly Manifest[], kubernetesVersion: string): SchemaVerdict =>
      withFile(manifests, (file) => {
        const program = join(folder, "schemas/bin/kubernetes-validate");
        const args = ["--strict", "--kubernetes-version", kubernetesVersion, file];
        const { stdout, stderr } = spawnSync(program, args, { encoding: "utf8" });
        return verdictIn(`${stdout}\n${stderr}`);
      }),
    score: (manifests: readonly Manifest[]): readonly Finding[] =>
      withFile(manifests, (file) => {
        const flags = optional.flatMap((check) => ["--enable-optional-test", check]);
        const args = ["score", "--output-format", "json", "--kubernetes-version", "v1.34", ...flags, file];
        const { stdout } = spawnSync(join(folder, "kube-score"), args, { encoding: "utf8" });
        return findingsIn(JSON.parse(stdout) as readonly ScoredObject[]);
      }),
  };
}

function verdictIn(output: string): SchemaVerdict {
  const lines = output.split("\n").filter((line) => line !== "");
  const matches = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.slice(1).join(" ") ?? []);
  return {
    valid: matches(/passed for resource (\S+) against/),
    unknown: matches(/Couldn't find schema for kind (\S+) with api version (\S+)/),
    complaints: lines.filter((line) => !/^(INFO|WARN) /.test(line)),
  };
}

interface ScoredObject {
  readonly object_name: string;
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
  }[];
}

function findingsIn(objects: readonly ScoredObject[]): readonly Finding[] {
  return objects.flatMap(({ object_name: object, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade < grades.allOk)
      .map(({ check, grade }) => ({
        object,
        check: check.id,
        severity: grade <= grades.critical ? "critical" : "warning",
      })),
  );
}

/** JSON is YAML, and takes no quoting by hand. */
function withFile<T>(manifests: readonly Manifest[], use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "manifests-"));
  const file = join(folder, "objects.yaml");
  writeFileSync(file, manifests.map((manifest) => JSON.stringify(manifest)).join("\n---\n"));
  try {
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
