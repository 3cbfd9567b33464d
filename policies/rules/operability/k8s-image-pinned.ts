import { z } from "zod";

import { resourceRule } from "../../framework/rule";
import { fail, judge, pass, unknown } from "../../framework/verdict";
import { containersOf, nameIn } from "../shared/pods";
import { DAEMON_SET, REPLICATED_WORKLOAD } from "../../resources";

export const k8sImagePinned = resourceRule({
  id: "k8s-image-pinned",
  title: "A container's image does not change under its name",
  group: "operability",
  severity: "medium",
  level: "advisory",
  types: [...REPLICATED_WORKLOAD, ...DAEMON_SET],
  rationale:
    "Pods that start after a failure may run other code than their siblings, at the worst moment to find out.",
  link: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
  remediation: "Name the image by digest, or at least by a tag that is not latest.",
  matches: {
    wellArchitected: ["REL08-BP04"],
    checkov: ["CKV_K8S_14", "CKV_K8S_43"],
    polaris: ["tagNotSpecified"],
    kubeScore: ["container-image-tag"],
    kyverno: ["disallow-latest-tag", "require-image-digest"],
  },
  settings: z.strictObject({
    by: z.enum(["tag", "digest"]).default("tag").describe("what an image must be named by, at least"),
  }),
  evaluate: (workload, { by }) => {
    const containers = containersOf(workload);
    if (containers.state === "unknown") return unknown(containers.path);
    return containers.items().flatMap((container) =>
      judge(container.at("image").string(), {
        known: (image) =>
          isPinned(image, by)
            ? pass
            : fail(`the image of container ${nameIn(container)} has no ${wanted(by)}`, `name it by ${by}`),
        absent: (path) => fail(`${path} is not set`, "name an image"),
      }),
    );
  },
});

function isPinned(image: string, by: "tag" | "digest"): boolean {
  if (image.includes("@sha256:")) return true;
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  return by === "tag" && tag !== undefined && tag !== "latest";
}

function wanted(by: "tag" | "digest"): string {
  return by === "tag" ? "tag other than latest" : "digest";
}
