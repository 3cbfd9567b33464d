import type { Props } from "../../../../rehearsal/cloud/wire";

export function without(props: Props, key: string): Props {
  return Object.fromEntries(Object.entries(props).filter(([property]) => property !== key));
}
