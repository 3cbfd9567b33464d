import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { configMapName } from "../../../components/kubernetes/config-map-name";

const content = fc.dictionary(fc.string(), fc.string());

describe("the name of a ConfigMap", () => {
  test("begins with its role and is one that Kubernetes takes", () => {
    fc.assert(
      fc.property(content, (files) => {
        expect(configMapName("environment", files)).toMatch(/^environment-[0-9a-f]{10}$/);
      }),
    );
  });

  test("is the same for the same content, in whatever order", () => {
    fc.assert(
      fc.property(content, (files) => {
        const reversed = Object.fromEntries(Object.entries(files).reverse());
        expect(configMapName("target-tls", reversed)).toBe(configMapName("target-tls", files));
      }),
    );
  });

  test("is another one for other content", () => {
    fc.assert(
      fc.property(content, content, (one, other) => {
        const same = configMapName("target-tls", one) === configMapName("target-tls", other);
        expect(same).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
      }),
    );
  });
});

const sorted = (files: Record<string, string>) => Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
