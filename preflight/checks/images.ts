/** Container images: there, and for the CPU that will run them. */
import { fleetsOf } from "../../plan/fleets";
import { architectureOf, type CpuArchitecture } from "../../plan/instance-type";
import { worldwide, type PulumiPlan } from "../../plan/plan";
import { defineCheck, note, ok, short, type Requirement } from "../check";

interface ImageRequirement extends Requirement {
  readonly architectures: readonly CpuArchitecture[];
  readonly regions: readonly string[];
}

export const images = defineCheck<ImageRequirement>({
  name: "image",
  requirements(plan) {
    const types = fleetsOf(plan).flatMap((fleet) => fleet.instanceTypes);
    const architectures = [...new Set(types.map(architectureOf))].sort();
    return imagesOf(plan).map((image) => ({
      region: worldwide,
      subject: image,
      needed: architectures.length === 0 ? "pullable" : `pullable, for ${architectures.join(" and ")}`,
      architectures,
      regions: plan.regions(),
    }));
  },
  async answer({ subject, architectures, regions }, sources) {
    const home = privateRegistryRegion(subject);
    const login = home === undefined ? undefined : await sources.account.registryLogin(home);
    const offered = await sources.images.architectures(subject, login);
    if (offered === undefined)
      return short("no such image, or not for us to pull", "push it, or correct its name");
    const missing = architectures.filter((one) => !offered.includes(one));
    if (missing.length > 0) {
      const build = architectures.map((one) => `linux/${one}`).join(",");
      return short(`only for ${offered.join(", ")}`, `docker buildx build --platform ${build} …`);
    }
    const found = `there, for ${offered.join(", ")}`;
    const far = regions.filter((region) => home !== undefined && region !== home);
    if (home === undefined || far.length === 0) return ok(found);
    return note(
      `${found}, and kept in ${home} only`,
      `replicate the repository to ${far.join(", ")}: without ${home} they could start no instance`,
    );
  },
});

/** Where a private repository of ECR lies, which wants a login; undefined for any other image. */
function privateRegistryRegion(image: string): string | undefined {
  return /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\//.exec(image)?.[1];
}

/**
 * The images that the stack's configuration names, under a key `image`, and those of its Kubernetes pods. User data
 * that names one is not known before the secrets are that it names as well.
 */
function imagesOf(plan: PulumiPlan): readonly string[] {
  const configured = Object.values(plan.config).flatMap((text) => valuesOf(parsed(text)));
  const pods = plan.resources
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .flatMap(({ inputs }) => valuesOf(inputs["spec"]));
  return [...new Set([...configured, ...pods])].sort();
}

function valuesOf(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === "image" && typeof child === "string" && child.includes("/") ? [child] : valuesOf(child),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Plain words are configuration as well, and hold no image.
    return undefined;
  }
}
