/** Everything that the program makes in Kubernetes, judged by programs of others. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { type Manifest, manifests } from "./support/manifests";
import { installValidators } from "./support/validators";

let validators: ReturnType<typeof installValidators>;
let planned: Readonly<Record<string, readonly Manifest[]>>;

// Compiling kube-score on a fresh machine takes a minute.
beforeAll(async () => {
  validators = installValidators();
  planned = await manifests();
});

/** Their schemas are in the controllers' own definitions; Kubernetes has none. */
const custom = ["IngressClassParams", "TargetGroupBinding"];

const applications = [
  "pods bound to a target group",
  "pods bound in a cluster of others",
  "pods behind an Ingress",
];
const situations = ["the cluster itself", ...applications];

/** The objects of a situation. */
function objectsOf(situation: string): readonly Manifest[] {
  const objects = planned[situation];
  if (!objects) throw new Error(`nothing is planned for ${situation}`);
  return objects;
}

/** The objects of one, with the Deployment's `spec` changed. */
function withDeployment(change: (spec: DeploymentSpec) => object): Manifest[] {
  return objectsOf("pods bound to a target group").map((object) =>
    object.kind === "Deployment" ? { ...object, spec: change(object.spec as DeploymentSpec) } : object,
  );
}

interface DeploymentSpec {
  readonly template: { readonly spec: object };
}

test("every situation is judged", () => {
  expect(Object.keys(planned)).toEqual(situations);
});

// The version of the examples, and the newest that the validator knows: the program is ready to be upgraded.
describe.each(["1.34", "1.37"])("Kubernetes %s", (version) => {
  test.each(situations)("takes the form of %s", (situation) => {
    const objects = objectsOf(situation);
    const verdict = validators.checkSchemas(objects, version);
    const [known, unknown] = [false, true].map((isCustom) =>
      objects.filter(({ kind }) => custom.includes(kind) === isCustom),
    );
    expect(verdict).toEqual({
      valid: known!.map(({ kind, metadata }) => `${kind.toLowerCase()}/${metadata.name}`),
      unknown: unknown!.map(({ kind, apiVersion }) => `${kind} ${apiVersion}`),
      complaints: [],
    });
  });

  test("does not take a misspelt field", () => {
    const objects = withDeployment((spec) => ({ ...spec, replcas: 3 }));
    expect(validators.checkSchemas(objects, version).complaints.join("\n")).toContain(
      "'replcas' was unexpected",
    );
  });
});

describe("kube-score", () => {
  // The cluster itself has nothing in it that kube-score judges.
  test.each(applications)("finds nothing, critical or not, in %s", (situation) => {
    expect(validators.score(objectsOf(situation))).toEqual([]);
  });

  test("finds pods that may share a node", () => {
    const objects = withDeployment((spec) => ({
      ...spec,
      template: { ...spec.template, spec: { ...spec.template.spec, affinity: {} } },
    }));
    expect(validators.score(objects)).toEqual([
      {
        object: "Deployment/apps/v1/app/app",
        check: "deployment-has-host-podantiaffinity",
        severity: "warning",
      },
    ]);
  });

  test("finds a budget that is missing", () => {
    const objects = objectsOf("pods bound to a target group").filter(
      ({ kind }) => kind !== "PodDisruptionBudget",
    );
    expect(validators.score(objects)).toEqual([
      {
        object: "Deployment/apps/v1/app/app",
        check: "deployment-has-poddisruptionbudget",
        severity: "critical",
      },
    ]);
  });
});
