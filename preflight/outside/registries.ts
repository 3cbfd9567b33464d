/** Asks container registries for an image's platforms, by the protocol that `docker pull` speaks. */
import { z } from "zod";
import type { ImageRegistries } from "../account";

/** @see https://distribution.github.io/distribution/spec/manifest-v2-2/ */
const MANIFESTS = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

const platformSchema = z.object({ architecture: z.string(), os: z.string() });

const indexSchema = z.object({ manifests: z.array(z.object({ platform: platformSchema.optional() })) });
const manifestSchema = z.object({ config: z.object({ digest: z.string() }) });

interface ImageName {
  readonly host: string;
  readonly repository: string;
  /** Tag or digest. */
  readonly reference: string;
}

/** @param ask how HTTP is spoken; tests give their own. */
export function imageRegistries(ask: typeof fetch = fetch): ImageRegistries {
  return {
    async architectures(image, login) {
      const name = parseImage(image);
      const registry = new Registry(name, ask, login);
      const answer = await registry.get(`manifests/${name.reference}`);
      // A registry that hides what a visitor may not pull answers 401 or 403, and some 404.
      if (answer.status === 401 || answer.status === 403 || answer.status === 404) return undefined;
      if (!answer.ok) throw new Error(`${name.host} answered ${answer.status} for ${image}`);
      return await platformsOf(await answer.json(), registry);
    },
  };
}

async function platformsOf(document: unknown, registry: Registry): Promise<readonly string[]> {
  const index = indexSchema.safeParse(document);
  if (index.success) {
    const platforms = index.data.manifests.map(({ platform }) => platform);
    const linux = platforms
      .filter((platform) => platform?.os === "linux")
      .map((one) => one?.architecture ?? "");
    return [...new Set(linux)].sort();
  }
  // An image for one platform says which in its configuration.
  const { config } = manifestSchema.parse(document);
  const answer = await registry.get(`blobs/${config.digest}`);
  return [platformSchema.parse(await answer.json()).architecture];
}

/** `docker.io/library/…` is what `docker pull` adds to a short name. */
export function parseImage(image: string): ImageName {
  const [, first = "", rest] = /^([^/]+)\/(.+)$/.exec(image) ?? [];
  const hasHost = rest !== undefined && (/[.:]/.test(first) || first === "localhost");
  const path = hasHost ? rest : image;
  const [, repository = path, reference = "latest"] =
    /^(.+?)(?:@(sha256:[0-9a-f]+))$/.exec(path) ?? splitTag(path);
  const host = hasHost ? first : "docker.io";
  if (host !== "docker.io") return { host, repository, reference };
  return {
    host: "registry-1.docker.io",
    repository: repository.includes("/") ? repository : `library/${repository}`,
    reference,
  };
}

function splitTag(path: string): readonly (string | undefined)[] {
  const [whole, repository, tag] = /^(.+):([\w.-]+)$/.exec(path) ?? [];
  return [whole, repository, tag];
}

/** One repository of a registry; signs in when it is told to. */
class Registry {
  #authorization: string | undefined;

  constructor(
    private readonly name: ImageName,
    private readonly ask: typeof fetch,
    login: string | undefined,
  ) {
    if (login !== undefined) this.#authorization = `Basic ${Buffer.from(login).toString("base64")}`;
  }

  async get(path: string): Promise<Response> {
    const first = await this.#send(path);
    const challenge = first.headers.get("www-authenticate") ?? "";
    if (first.status !== 401 || this.#authorization !== undefined || !/^bearer /i.test(challenge))
      return first;
    this.#authorization = `Bearer ${await this.#anonymousToken(challenge)}`;
    return await this.#send(path);
  }

  async #send(path: string): Promise<Response> {
    const { host, repository } = this.name;
    const headers = {
      accept: path.startsWith("manifests/") ? MANIFESTS : "*/*",
      ...(this.#authorization !== undefined && { authorization: this.#authorization }),
    };
    const signal = AbortSignal.timeout(20_000);
    return await this.ask(`https://${host}/v2/${repository}/${path}`, { headers, signal });
  }

  async #anonymousToken(challenge: string): Promise<string> {
    const fields = new Map(
      [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, value]),
    );
    const url = new URL(fields.get("realm") ?? "");
    url.searchParams.set("service", fields.get("service") ?? "");
    url.searchParams.set("scope", fields.get("scope") ?? `repository:${this.name.repository}:pull`);
    const answer = await this.ask(url, { signal: AbortSignal.timeout(20_000) });
    const { token, access_token } = z
      .object({ token: z.string().optional(), access_token: z.string().optional() })
      .parse(await answer.json());
    return token ?? access_token ?? "";
  }
}
