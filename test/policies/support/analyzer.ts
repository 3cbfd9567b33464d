/**
 * Asks the SDK's own analyzer, with the requests that the engine sends: one for each resource, then one for the stack.
 */
import analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

import { policiesOf, type PackOptions } from "../../../policies/framework/pack";
import type { PolicyRule } from "../../../policies/framework/rule";
import { encode, outputsOf, providerOf, sourcesOf, urnOf, type Fixture } from "./fixture";
import { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun, type Call } from "./sdk";

export interface ReportedFinding {
  readonly policy: string;
  readonly message: string;
  readonly level: "advisory" | "mandatory";
  readonly urn: string;
}

export interface TestedPack extends PackOptions {
  readonly rules: readonly PolicyRule[];
  /** As `--policy-pack-config` has it: properties by policy. */
  readonly config?: Readonly<Record<string, object>>;
}

export interface Question extends TestedPack {
  readonly fixtures: readonly Fixture[];
}

/** Everything that the pack reports of a preview of `fixtures`. */
export function analyze({ fixtures, ...pack }: Question): Promise<readonly ReportedFinding[]> {
  return serve(pack)(fixtures);
}

/** A pack that is asked about one preview after the other, as in `pulumi watch`. */
export function serve({ rules, config = {}, ...options }: TestedPack) {
  const policies = policiesOf(rules, options).map((policy) =>
    withConfiguration(policy, config[policy.name] ?? {}),
  );
  const one = makeAnalyzeRpcFun("standfast", "1.0.0", "mandatory", policies);
  const all = makeAnalyzeStackRpcFun("standfast", "1.0.0", "mandatory", policies);
  /** @param planned what the plan as a whole holds, where the run did not get to all that it asked about. */
  return async (
    fixtures: readonly Fixture[],
    planned: readonly Fixture[] = fixtures,
  ): Promise<readonly ReportedFinding[]> => {
    const findings: ReportedFinding[] = [];
    for (const fixture of fixtures) {
      const found = await ask(one, analyzeRequest(fixture, fixtures));
      findings.push(...found.map((finding) => ({ ...finding, urn: urnOf(fixture) })));
    }
    findings.push(...(await ask(all, analyzeStackRequest(planned))));
    return findings;
  };
}

type Policy = ReturnType<typeof policiesOf>[number];

/** The SDK keeps configuration in a module of its own, which only a served pack can reach. */
function withConfiguration(policy: Policy, properties: object): Policy {
  const wrapped = { ...policy } as Record<string, unknown>;
  for (const name of ["validateResource", "validateStack"] as const) {
    const validate = wrapped[name];
    if (typeof validate !== "function") continue;
    wrapped[name] = (args: object, report: unknown): unknown =>
      (validate as (...given: unknown[]) => unknown)({ ...args, getConfig: () => properties }, report);
  }
  return wrapped as unknown as Policy;
}

async function ask<R>(call: Call<R>, request: R): Promise<ReportedFinding[]> {
  const response = await new Promise<analyzer.AnalyzeResponse>((resolve, reject) => {
    void call({ request }, (error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
  return findingsIn(response);
}

export function findingsIn(response: analyzer.AnalyzeResponse): ReportedFinding[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    message: diagnostic.getMessage(),
    level:
      diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    urn: diagnostic.getUrn(),
  }));
}

function struct(value: unknown): Struct {
  return Struct.fromJavaScript(encode(value, "marked") as Record<string, JavaScriptValue>);
}

function options({ protect = false }: Fixture): analyzer.AnalyzerResourceOptions {
  const made = new analyzer.AnalyzerResourceOptions();
  made.setProtect(protect);
  return made;
}

function provider(fixture: Fixture, fixtures: readonly Fixture[]): analyzer.AnalyzerProviderResource {
  const given = providerOf(fixture, fixtures);
  const made = new analyzer.AnalyzerProviderResource();
  made.setType(given.type);
  made.setName(given.name);
  made.setUrn(urnOf(given));
  made.setProperties(struct(given.inputs));
  return made;
}

/** The engine's question about one resource: its inputs. */
export function analyzeRequest(fixture: Fixture, fixtures: readonly Fixture[] = []): analyzer.AnalyzeRequest {
  const request = new analyzer.AnalyzeRequest();
  request.setType(fixture.type);
  request.setName(fixture.name);
  request.setUrn(urnOf(fixture));
  request.setProperties(struct(fixture.inputs));
  request.setOptions(options(fixture));
  request.setProvider(provider(fixture, fixtures));
  return request;
}

/** The engine's question about the whole stack: outputs and relations. */
export function analyzeStackRequest(fixtures: readonly Fixture[]): analyzer.AnalyzeStackRequest {
  const urns = new Map(fixtures.map((fixture) => [fixture.name, urnOf(fixture)]));
  const find = (names: readonly string[]): string[] => names.flatMap((name) => urns.get(name) ?? []);
  const request = new analyzer.AnalyzeStackRequest();
  // The engine's order is not stable; neither may the verdicts depend on it.
  for (const fixture of fixtures.toReversed()) {
    const made = new analyzer.AnalyzerResource();
    made.setType(fixture.type);
    made.setName(fixture.name);
    made.setUrn(urnOf(fixture));
    made.setProperties(struct(outputsOf(fixture)));
    made.setOptions(options(fixture));
    made.setProvider(provider(fixture, fixtures));
    made.setParent(urns.get(fixture.parent ?? "") ?? "");
    const dependencies = new Set(find(fixture.dependsOn ?? []));
    for (const [key, value] of Object.entries(fixture.inputs)) {
      const used = find(sourcesOf(value));
      if (used.length === 0) continue;
      for (const urn of used) dependencies.add(urn);
      const listed = new analyzer.AnalyzerPropertyDependencies();
      listed.setUrnsList(used);
      made.getPropertydependenciesMap().set(key, listed);
    }
    made.setDependenciesList([...dependencies]);
    request.addResources(made);
  }
  return request;
}
