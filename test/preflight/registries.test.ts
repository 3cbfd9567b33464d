import { describe, expect, it } from "@jest/globals";
import { imageRegistries, parseImage } from "../../preflight/outside/registries";

describe("the name of an image", () => {
  it.each([
    ["public.ecr.aws/team/app:1.0.0", { host: "public.ecr.aws", repository: "team/app", reference: "1.0.0" }],
    ["ghcr.io/team/app", { host: "ghcr.io", repository: "team/app", reference: "latest" }],
    ["localhost:5000/app:2", { host: "localhost:5000", repository: "app", reference: "2" }],
    [
      "docker.io/traefik/whoami:v1",
      { host: "registry-1.docker.io", repository: "traefik/whoami", reference: "v1" },
    ],
    ["nginx:1.27", { host: "registry-1.docker.io", repository: "library/nginx", reference: "1.27" }],
    [
      "ghcr.io/team/app@sha256:abc123",
      { host: "ghcr.io", repository: "team/app", reference: "sha256:abc123" },
    ],
  ])("%s", (image, expected) => {
    expect(parseImage(image)).toEqual(expected);
  });
});

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** A registry as a table of answers by address; notes what it was asked, and with which authorization. */
function registry(answers: Readonly<Record<string, (authorization: string | null) => Response>>) {
  const asked: string[] = [];
  const ask: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const authorization = new Headers(init?.headers).get("authorization");
    asked.push(authorization === null ? url : `${url} ${authorization}`);
    return Promise.resolve(answers[url]?.(authorization) ?? json({}, 404));
  };
  return { asked, images: imageRegistries(ask) };
}

const manifest = "https://ghcr.io/v2/team/app/manifests/1";

describe("the architectures of an image", () => {
  it("are those of an index, without what is no Linux platform, such as attestations", async () => {
    const platforms = [
      { os: "linux", architecture: "arm64" },
      { os: "linux", architecture: "amd64" },
      { os: "unknown", architecture: "unknown" },
    ];
    const { images } = registry({
      [manifest]: () => json({ manifests: platforms.map((platform) => ({ platform })) }),
    });
    expect(await images.architectures("ghcr.io/team/app:1")).toEqual(["amd64", "arm64"]);
  });

  it("are in the configuration of an image for one platform", async () => {
    const { images } = registry({
      [manifest]: () => json({ config: { digest: "sha256:c" } }),
      "https://ghcr.io/v2/team/app/blobs/sha256:c": () => json({ os: "linux", architecture: "arm64" }),
    });
    expect(await images.architectures("ghcr.io/team/app:1")).toEqual(["arm64"]);
  });

  it("are asked for with a visitor's token where the registry wants one", async () => {
    const challenge =
      'Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:team/app:pull"';
    const { asked, images } = registry({
      [manifest]: (authorization) =>
        authorization === "Bearer visitor"
          ? json({ manifests: [{ platform: { os: "linux", architecture: "amd64" } }] })
          : new Response("", { status: 401, headers: { "www-authenticate": challenge } }),
      "https://ghcr.io/token?service=ghcr.io&scope=repository%3Ateam%2Fapp%3Apull": () =>
        json({ token: "visitor" }),
    });
    expect(await images.architectures("ghcr.io/team/app:1")).toEqual(["amd64"]);
    expect(asked).toHaveLength(3);
  });

  it("are asked for with the login of a private registry, which goes nowhere else", async () => {
    const host = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
    const { asked, images } = registry({});
    expect(await images.architectures(`${host}/app:1`, "AWS:token")).toBeUndefined();
    const basic = Buffer.from("AWS:token").toString("base64");
    expect(asked).toEqual([`https://${host}/v2/app/manifests/1 Basic ${basic}`]);
  });

  it("fails where the registry fails, rather than say that there is no image", async () => {
    const { images } = registry({ [manifest]: () => json({}, 503) });
    await expect(images.architectures("ghcr.io/team/app:1")).rejects.toThrow("ghcr.io answered 503");
  });
});
