/** AWS with faults in every call that the provider makes: its check of credentials, look-ups, and changes. Plans make none. */
import { resourceTypeOf } from "../aws/resource-types";
import { Refusal, type CloudPackage, type LocalFunction } from "../package";
import { text } from "../values";
import type { Props } from "../wire";
import { operationError } from "./answers";
import { isServedInOneRegion, type ApiVerb } from "./control-planes";
import type { FaultInjection } from "./fault-injection";
import { guarded, type GuardedRequest } from "./guarded";

/** Services whose operations get what those of others describe. */
const GETS: ReadonlySet<string> = new Set(["CloudFront", "IAM", "Lambda", "Route 53", "S3"]);

const regionOf = (config: Props, inputs: Props = {}): string =>
  text(inputs["region"]) ?? text(config["region"]) ?? "us-east-1";

/** The provider's settings come as JSON text. */
const maxRetriesOf = (config: Props): number | undefined => Number(text(config["maxRetries"])) || undefined;

export function faultyAws(cloud: CloudPackage, injection: FaultInjection): CloudPackage {
  function call(verb: ApiVerb, { urn, type, config, inputs }: GuardedRequest): void {
    const { api, operations } = resourceTypeOf(type);
    const [service, noun] = api;
    const region = regionOf(config, inputs);
    const failure = injection.attempt({
      token: type,
      region,
      verb,
      subject: `${urn} ${verb}`,
      maxRetries: maxRetriesOf(config),
    });
    if (failure === undefined) return;
    const reading = GETS.has(service) ? "Get" : "Describe";
    const usual = { creating: "Create", updating: "Modify", deleting: "Delete", reading }[verb];
    const operation = (verb === "reading" ? undefined : operations?.[verb]) ?? usual + noun;
    throw new Refusal(
      `${verb} ${service} ${noun}: ` +
        operationError(
          { service, operation, region: isServedInOneRegion(type) ? undefined : region },
          failure,
        ),
    );
  }

  /** Asked for every provider before anything is planned: where `stsRegion` says, else in the provider's own region. */
  function identify(config: Props): string | undefined {
    if (text(config["skipCredentialsValidation"]) === "true") return undefined;
    const region = text(config["stsRegion"]) ?? regionOf(config);
    const token = "aws:sts/callerIdentity:CallerIdentity";
    const failure = injection.attempt({
      token,
      region,
      verb: "reading",
      subject: `${token} of ${regionOf(config)}`,
      maxRetries: maxRetriesOf(config),
    });
    return (
      failure &&
      "unable to validate AWS credentials.\nDetails: validating provider credentials: retrieving caller identity " +
        `from STS: ${operationError({ service: "STS", operation: "GetCallerIdentity", region }, failure)}`
    );
  }

  const lookedUp =
    (token: string, answer: LocalFunction): LocalFunction =>
    (args, config) => {
      const known = answer(args, config);
      if (known === undefined) return undefined;
      const region = regionOf(config, args);
      const subject = `${token} ${JSON.stringify(args)}`;
      const failure = injection.attempt({ token, region, verb: "reading", subject });
      if (failure === undefined) return known;
      const [, module = "", operation = ""] = token.split(":");
      const service = module.split("/")[0] ?? "";
      throw new Refusal(`invoking ${token}: ${operationError({ service, operation, region }, failure)}`);
    };

  const { localFunctions = {} } = cloud;
  return {
    ...guarded(cloud, call),
    localFunctions: Object.fromEntries(
      Object.entries(localFunctions).map(([token, answer]) => [token, lookedUp(token, answer)]),
    ),
    checkConfig: (config) => {
      const failures = cloud.checkConfig?.(config) ?? [];
      const reason = failures.length > 0 ? undefined : identify(config);
      return reason === undefined ? failures : [{ property: "", reason }];
    },
  };
}
