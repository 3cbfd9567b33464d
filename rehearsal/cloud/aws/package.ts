import { randomUUID } from "node:crypto";
import { declarationOf } from "../declarations";
import {
  isDefaulted,
  Refusal,
  userInputs,
  type CheckFailure,
  type CloudPackage,
  type ExistingRequest,
  type Request,
} from "../package";
import { changedKeys } from "../provider";
import { restoreSecrets, type CloudObject, type CloudStore } from "../store";
import { isObject, reveal, UNKNOWN, type Props, type Value } from "../wire";
import type { Account } from "./account";
import { apiError } from "./api-error";
import { birthOf, plausible, tagsAll, type Computed, type Kind, type Verb } from "./kind";
import { kindOf } from "./kinds";
import { autoname } from "./names";
import type { Change, Rule } from "./rule";
import { rules as everyRule } from "./rules";

const GLOBAL = "aws-global";

/** The AWS of the rehearsal cloud: one account, every region. */
export function awsPackage(
  store: CloudStore,
  version: string,
  rules: readonly Rule[] = everyRule,
): CloudPackage {
  const account: Account = store.catalogue;
  const rulesFor = indexed(rules);

  const regionOf = (request: Pick<Request, "config" | "inputs">): string => {
    const region = request.inputs["region"] ?? request.config["region"];
    return typeof region === "string" ? region : "us-east-1";
  };

  const whereabouts = (kind: Kind, region: string) => (kind.global ? GLOBAL : region);

  const changeOf = (request: Request, self?: CloudObject): Change => ({
    urn: request.urn,
    type: request.type,
    region: regionOf(request),
    inputs: reveal(userInputs(request.inputs)),
    account,
    ...(self && { self }),
  });

  function enforce(when: Rule["when"], verb: Verb, change: Change): void {
    for (const rule of rulesFor(when, change.type)) {
      const complaint = rule.refuse(change);
      if (complaint === undefined) continue;
      throw new Refusal(apiError(verb, kindOf(change.type), rule, complaint, randomUUID()));
    }
  }

  function find(
    request: Pick<ExistingRequest, "type" | "id" | "config" | "oldInputs">,
  ): CloudObject | undefined {
    const region = regionOf({ config: request.config, inputs: request.oldInputs });
    return store.get(request.type, request.id, whereabouts(kindOf(request.type), region));
  }

  return {
    name: "aws",
    version,

    checkConfig: (config) =>
      config["region"] === undefined
        ? [{ property: "region", reason: "Missing region configuration; set the provider's region" }]
        : [],

    check({ type, name, urn, config, inputs, oldInputs, randomSeed }) {
      const named = autoname(kindOf(type), name, inputs, oldInputs, randomSeed);
      const change = changeOf({ urn, type, name, config, inputs: named.inputs, preview: true });
      return {
        inputs: named.inputs,
        failures: [...named.failures, ...planFailures(rulesFor("plan", type), change)],
      };
    },

    diff(request) {
      const changed = changedInputs(request);
      const kind = kindOf(request.type);
      const replaceOn = changed.filter((key) => key === "region" || kind.replaceOn.includes(key));
      const property = kind.autoname?.property;
      const nameIsFixed = property !== undefined && !isDefaulted(request.inputs, property);
      return { changed, replaceOn, deleteBeforeReplace: nameIsFixed && !replaceOn.includes(property) };
    },

    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous for packages that hash
    async create(request) {
      const kind = kindOf(request.type);
      const region = regionOf(request);
      if (request.preview) return { id: "", outputs: outputsOf(request, region) };
      const change = changeOf(request);
      enforce("apply", "creating", change);
      const birth = birthOf(request.urn, request.type, region, change.inputs, randomUUID());
      const id = kind.id(birth, account);
      const born = { ...birth, id, arn: arnOf(kind, { ...birth, id }) };
      const outputs = outputsOf(request, region, { born, account });
      store.put({
        urn: request.urn,
        type: request.type,
        id,
        region: whereabouts(kind, region),
        inputs: request.inputs,
        outputs,
      });
      return { id, outputs };
    },

    read(request) {
      const found = find(request);
      return (
        found && {
          id: found.id,
          inputs: restoreSecrets(found.inputs, request.oldInputs),
          // A resource adopted after an interruption has no outputs yet: its secrets are those of its inputs.
          outputs: restoreSecrets(found.outputs, { ...request.oldInputs, ...request.oldOutputs }),
        }
      );
    },

    // eslint-disable-next-line @typescript-eslint/require-await -- see create
    async update(request) {
      const kind = kindOf(request.type);
      const outputs = updatedOutputs(request, kind);
      if (request.preview) return outputs;
      const self = find(request);
      if (!self)
        throw new Refusal(`updating ${kind.api.join(" ")} (${request.id}): it does not exist any more`);
      enforce("apply", "updating", changeOf(request, self));
      store.put({ ...self, urn: request.urn, inputs: request.inputs, outputs });
      return outputs;
    },

    delete(request) {
      const self = find(request);
      if (!self) return;
      enforce(
        "delete",
        "deleting",
        changeOf({ ...request, inputs: request.oldInputs, preview: false }, self),
      );
      store.remove(self.type, self.id, self.region);
    },
  };
}

/** Answers which rules to ask without going through all of them. */
function indexed(rules: readonly Rule[]): (when: Rule["when"], type: string) => readonly Rule[] {
  const index = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const type of rule.types) {
      const key = `${rule.when} ${type}`;
      index.set(key, [...(index.get(key) ?? []), rule]);
    }
  }
  return (when, type) => index.get(`${when} ${type}`) ?? [];
}

function planFailures(rules: readonly Rule[], change: Change): CheckFailure[] {
  return rules.flatMap((rule) => {
    const complaint = rule.refuse(change);
    if (complaint === undefined) return [];
    const reason = `${complaint}\n  see ${rule.link} (rehearsal rule ${rule.id})`;
    return [{ property: rule.property ?? "", reason }];
  });
}

function arnOf(kind: Kind, birth: Parameters<NonNullable<Kind["arn"]>>[0]): string {
  return kind.arn ? `arn:aws:${kind.arn(birth)}` : "";
}

/** The inputs, and what the cloud fills in: made up where a resource was born, unknown in a preview. */
function outputsOf(
  request: Request,
  region: string,
  birth?: { readonly born: Computed; readonly account: Account },
): Props {
  const given = userInputs(request.inputs);
  const kind = kindOf(request.type);
  const filled: Record<string, Value> = {};
  for (const [property, type] of declarationOf(request.type).computed) {
    if (given[property] !== undefined) continue;
    filled[property] = birth
      ? (kind.computed?.[property]?.(birth.born, birth.account) ?? plausible(property, type, birth.born))
      : UNKNOWN;
  }
  for (const [block, properties] of Object.entries(kind.added ?? {})) {
    filled[block] = {
      ...blockOf(given[block]),
      ...mapped(properties, (make) => (birth ? make(birth.born) : UNKNOWN)),
    };
  }
  if ("region" in filled) filled["region"] = region;
  if ("tagsAll" in filled) filled["tagsAll"] = tagsAll(request.config, given);
  return { ...given, ...filled };
}

/**
 * What differs from what is there. As with the real provider, an argument that the cloud fills in when it is left
 * out does not differ for being left out, nor for being given with the value that the cloud had filled in: that is
 * what lets a replica become a primary in place.
 */
function changedInputs({ type, inputs, oldInputs, oldOutputs }: ExistingRequest): string[] {
  const { computed } = declarationOf(type);
  const [before, after] = [userInputs(oldInputs), userInputs(inputs)];
  return changedKeys(before, after).filter((key) => {
    if (!computed.has(key)) return true;
    if (after[key] === undefined) return false;
    return (
      before[key] !== undefined ||
      changedKeys({ key: oldOutputs[key] ?? null }, { key: after[key] }).length > 0
    );
  });
}

/** New inputs over old outputs: what the cloud filled in stays, but for what an update changes. */
function updatedOutputs(request: ExistingRequest, kind: Kind): Props {
  const given = userInputs(request.inputs);
  const { computed } = declarationOf(request.type);
  const kept = Object.entries(request.oldOutputs).filter(([key]) => computed.has(key));
  const bumped = Object.entries(kind.computedOnUpdate ?? {}).map(([key, next]): [string, Value] => [
    key,
    request.preview ? UNKNOWN : next(request.oldOutputs[key]),
  ]);
  const outputs: Record<string, Value> = Object.fromEntries([...kept, ...Object.entries(given), ...bumped]);
  for (const [block, properties] of Object.entries(kind.added ?? {})) {
    const old = blockOf(request.oldOutputs[block]);
    outputs[block] = {
      ...blockOf(given[block]),
      ...mapped(properties, (_, property) => old[property] ?? null),
    };
  }
  if ("tagsAll" in outputs) outputs["tagsAll"] = tagsAll(request.config, given);
  return outputs;
}

function blockOf(value: Value | undefined): Props {
  return isObject(value) ? value : {};
}

function mapped<T>(record: Readonly<Record<string, T>>, value: (item: T, key: string) => Value): Props {
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, value(item, key)]));
}
