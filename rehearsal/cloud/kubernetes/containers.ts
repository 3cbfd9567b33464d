/** The containers of a workload, with the paths by which the API server speaks of them. */
import { block, blocks, text } from "../values";
import type { Props, Value } from "../wire";
import { at } from "./object";

export interface PodContainer {
  /** Such as `spec.template.spec.containers[0]`. */
  readonly path: string;
  readonly name: string;
  readonly fields: Props;
}

export const template = "spec.template";
export const podPath = `${template}.spec`;

/** What its pods are made of. */
export function podOf(workload: Props): Props {
  return block(at(workload, podPath));
}

/** Init containers first, as they start. */
export function containersOf(workload: Props): readonly PodContainer[] {
  const pod = podOf(workload);
  return ["initContainers", "containers"].flatMap((list) =>
    blocks(pod[list]).map((fields, index) => ({
      path: `${podPath}.${list}[${index}]`,
      name: text(fields["name"]) ?? "",
      fields,
    })),
  );
}

const units: Readonly<Record<string, number>> = {
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
};

/** A quantity such as `500m` or `64Mi` as a number; undefined for what is none, or not known. */
export function quantity(value: Value | undefined): number | undefined {
  if (typeof value === "number") return value;
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(text(value) ?? "") ?? [];
  const factor = units[unit];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
