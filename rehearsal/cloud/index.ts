/** Starts the rehearsal cloud: a provider server for each package, on loopback. */
import { createRequire } from "node:module";
import { awsPackage } from "./aws/package";
import { faultyAws } from "./faults/aws";
import { FaultInjection, type FaultOptions } from "./faults/fault-injection";
import { kubernetesWithout } from "./faults/kubernetes";
import { generatedPackage } from "./generated/package";
import { noFixtures, type Fixtures } from "./fixtures";
import { random } from "./generated/random";
import { tls } from "./generated/tls";
import { kubernetesPackage } from "./kubernetes/package";
import { serve } from "./provider";
import { CloudStore } from "./store";

export interface CloudOptions {
  /** Of the program, to which the paths that it names are relative. @default the working folder */
  readonly folder?: string;
  /** Milliseconds that the cloud takes over every change. @default 0 */
  readonly latencyMs?: number;
  /** What is there before the program. @default nothing */
  readonly fixtures?: Fixtures;
  /** What of its API fails. @default nothing */
  readonly faults?: FaultOptions;
  /** Packages that another plugin serves. @default none */
  readonly without?: readonly string[];
}

export interface RehearsalCloud {
  /** What the engine attaches to: `aws:40001,kubernetes:40002,…`, the value of `PULUMI_DEBUG_PROVIDERS`. */
  readonly attachment: string;
  readonly store: CloudStore;
  /** What became of the calls, where some were to fail. */
  readonly injection: FaultInjection | undefined;
  close(): void;
}

/** @param file where the cloud keeps its state between commands. */
export async function startCloud(
  file: string,
  { folder = process.cwd(), latencyMs = 0, fixtures = noFixtures, faults, without = [] }: CloudOptions = {},
): Promise<RehearsalCloud> {
  const store = new CloudStore(file);
  const injection = faults && new FaultInjection(faults);
  const aws = awsPackage(store, versionOf("aws"));
  const kubernetes = kubernetesPackage(store, versionOf("kubernetes"), folder);
  const packages = [
    injection ? faultyAws(aws, injection) : aws,
    injection ? kubernetesWithout(injection.darkRegions, kubernetes, store) : kubernetes,
    generatedPackage("random", versionOf("random"), random),
    generatedPackage("tls", versionOf("tls"), tls),
  ];
  const own = packages.filter(({ name }) => !without.includes(name));
  const served = await Promise.all(own.map((each) => serve(each, latencyMs, fixtures)));
  return {
    attachment: served.map(({ name, port }) => `${name}:${port}`).join(","),
    store,
    injection,
    close: () => {
      for (const each of served) each.close();
    },
  };
}

/** The server answers with the version of the SDK that is installed: the engine compares the two. */
function versionOf(name: string): string {
  const manifest = createRequire(__filename)(`@pulumi/${name}/package.json`) as { readonly version: string };
  return manifest.version;
}
