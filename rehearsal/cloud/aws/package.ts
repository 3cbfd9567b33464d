import { randomUUID } from "node:crypto";
import { declarationOf } from "../declarations";
import {
  isDefaulted,
  Refusal,
  userInputs,
  type CheckFailure,
  type CloudPackage,
  type ExistingResourceRequest,
  type ResourceRequest,
} from "../package";
import { changedKeys } from "../provider";
import { restoreSecrets, type CloudObject, type CloudStore } from "../store";
import { reveal } from "../wire";
import type { AwsAccount } from "./account";
import { apiError } from "./api-error";
import { prefixListFunctions } from "./managed-prefix-lists";
import { outputsOf, updatedOutputs } from "./outputs";
import { creationContext, type AwsResourceType, type AwsVerb } from "./resource-type";
import { resourceTypeOf } from "./resource-types";
import { autoname } from "./autonaming";
import { route53HealthChecks } from "./region-switch/health-checks";
import type { AwsChange, AwsRefusalRule } from "./refusal-rule";
import { deprecations } from "./provider/deprecations";
import { replacing } from "./provider/replacement";
import { invalidBySchema } from "./provider/validation";
import { rules as everyRule } from "./rules";

const GLOBAL = "aws-global";

/** The AWS of the rehearsal cloud: one account, every region. */
export function awsPackage(
  store: CloudStore,
  version: string,
  rules: readonly AwsRefusalRule[] = everyRule,
  invalidInputs: typeof invalidBySchema = invalidBySchema,
): CloudPackage {
  const account: AwsAccount = store.catalogue;
  const rulesFor = indexed(rules);

  const regionOf = (request: Pick<ResourceRequest, "config" | "inputs">): string => {
    const region = request.inputs["region"] ?? request.config["region"];
    return typeof region === "string" ? region : "us-east-1";
  };

  const whereabouts = (resourceType: AwsResourceType, region: string) =>
    resourceType.global ? GLOBAL : region;

  const changeOf = (request: ResourceRequest, self?: CloudObject): AwsChange => ({
    urn: request.urn,
    type: request.type,
    region: regionOf(request),
    inputs: reveal(userInputs(request.inputs)),
    account,
    ...(self && { self }),
  });

  function enforce(when: AwsRefusalRule["when"], verb: AwsVerb, change: AwsChange): void {
    for (const rule of rulesFor(when, change.type)) {
      const complaint = rule.refuse(change);
      if (complaint === undefined) continue;
      throw new Refusal(apiError(verb, resourceTypeOf(change.type), rule, complaint, randomUUID()));
    }
  }

  function find(
    request: Pick<ExistingResourceRequest, "type" | "id" | "config" | "oldInputs">,
  ): CloudObject | undefined {
    const region = regionOf({ config: request.config, inputs: request.oldInputs });
    return store.get(request.type, request.id, whereabouts(resourceTypeOf(request.type), region));
  }

  return {
    name: "aws",
    version,

    localFunctions: {
      ...prefixListFunctions,
      "aws:arcregionswitch/getRoute53HealthChecks:getRoute53HealthChecks": (args) =>
        route53HealthChecks(account, args),
    },

    checkConfig: (config) =>
      config["region"] === undefined
        ? [{ property: "region", reason: "Missing region configuration; set the provider's region" }]
        : [],

    check({ type, name, urn, config, inputs, oldInputs, randomSeed }) {
      const named = autoname(resourceTypeOf(type), name, inputs, oldInputs, randomSeed);
      const change = changeOf({ urn, type, name, config, inputs: named.inputs, preview: true });
      const broken = planFailures(rulesFor("plan", type), change);
      // A rule says more of the same than the provider's schema: it names the page of AWS.
      const invalid = invalidInputs(type, userInputs(named.inputs)).filter(
        ({ property }) => !broken.some((failure) => failure.property === property),
      );
      return { inputs: named.inputs, failures: [...named.failures, ...invalid, ...broken] };
    },

    diff(request) {
      const changed = changedInputs(request);
      const { autoname: named, lostWithIt } = resourceTypeOf(request.type);
      const [before, after] = [request.oldInputs, request.inputs].map((inputs) => reveal(userInputs(inputs)));
      const replaceOn = replacing(request.type, changed, before ?? {}, after ?? {});
      const property = named?.property;
      const nameIsFixed = property !== undefined && !isDefaulted(request.inputs, property);
      return {
        changed,
        replaceOn,
        deleteBeforeReplace: nameIsFixed && !replaceOn.includes(property),
        ...(lostWithIt !== undefined &&
          replaceOn.length > 0 && { warning: replacementWarning(replaceOn, lostWithIt) }),
      };
    },

    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous for packages that hash
    async create(request) {
      const resourceType = resourceTypeOf(request.type);
      const region = regionOf(request);
      if (request.preview) return { id: "", outputs: outputsOf(request, region) };
      const change = changeOf(request);
      enforce("apply", "creating", change);
      const context = creationContext(request.urn, request.type, region, change.inputs, randomUUID());
      const id = resourceType.id(context, account);
      const created = { ...context, id, arn: arnOf(resourceType, { ...context, id }) };
      const outputs = outputsOf(request, region, { created, account });
      store.put({
        urn: request.urn,
        type: request.type,
        id,
        region: whereabouts(resourceType, region),
        inputs: request.inputs,
        outputs,
      });
      return { id, outputs };
    },

    setExisting(request, properties) {
      const { urn, type, id, config } = request;
      const resourceType = resourceTypeOf(type);
      const inputs = properties ?? {};
      const region = regionOf({ config, inputs });
      // Its id is all the chance there is: what the fixtures leave out is the same in every run.
      const context = creationContext(urn, type, region, inputs, id);
      const created = { ...context, id, arn: arnOf(resourceType, { ...context, id }) };
      const outputs = outputsOf({ ...request, inputs, preview: false }, region, { created, account });
      store.setExisting(
        { type, id, region: whereabouts(resourceType, region) },
        properties && { inputs, outputs },
      );
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
      const resourceType = resourceTypeOf(request.type);
      const outputs = updatedOutputs(request, resourceType);
      if (request.preview) return outputs;
      const self = find(request);
      if (!self)
        throw new Refusal(
          `updating ${resourceType.api.join(" ")} (${request.id}): it does not exist any more`,
        );
      enforce("apply", "updating", {
        ...changeOf(request, self),
        before: reveal(userInputs(request.oldInputs)),
      });
      store.put({ ...self, urn: request.urn, inputs: request.inputs, outputs });
      return outputs;
    },

    notices: ({ type, inputs }) => deprecations(type, userInputs(inputs)),

    warnings(request) {
      const { deferred } = resourceTypeOf(request.type);
      if (deferred === undefined || reveal(request.inputs)["applyImmediately"] === true) return [];
      const waiting = changedInputs(request).filter((key) => deferred.properties.includes(key));
      if (waiting.length === 0) return [];
      return [
        `${waiting.join(", ")} will not have changed when this update ends: AWS waits for the maintenance window, ` +
          `unless applyImmediately is set\n  see ${deferred.link}`,
      ];
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
function indexed(
  rules: readonly AwsRefusalRule[],
): (when: AwsRefusalRule["when"], type: string) => readonly AwsRefusalRule[] {
  const index = new Map<string, AwsRefusalRule[]>();
  for (const rule of rules) {
    for (const type of rule.types) {
      const key = `${rule.when} ${type}`;
      index.set(key, [...(index.get(key) ?? []), rule]);
    }
  }
  return (when, type) => index.get(`${when} ${type}`) ?? [];
}

function replacementWarning(properties: readonly string[], lostWithIt: string): string {
  return `${properties.join(", ")} cannot be changed in place: it is replaced, and ${lostWithIt}`;
}

function planFailures(rules: readonly AwsRefusalRule[], change: AwsChange): CheckFailure[] {
  return rules.flatMap((rule) => {
    const complaint = rule.refuse(change);
    if (complaint === undefined) return [];
    const reason = `${complaint}\n  see ${rule.link} (rehearsal rule ${rule.id})`;
    return [{ property: rule.property ?? "", reason }];
  });
}

function arnOf(
  resourceType: AwsResourceType,
  context: Parameters<NonNullable<AwsResourceType["arn"]>>[0],
): string {
  return resourceType.arn ? `arn:aws:${resourceType.arn(context)}` : "";
}

/**
 * What differs from what is there. As with the real provider, an argument that the cloud fills in when it is left
 * out does not differ for being left out, nor for being given with the value that the cloud had filled in: that is
 * what lets a replica become a primary in place.
 */
function changedInputs({ type, inputs, oldInputs, oldOutputs }: ExistingResourceRequest): string[] {
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
