import type { Read } from "../../framework/field";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";

interface Factor {
  readonly read: Read<number>;
  /** What holds when it is left out. */
  readonly otherwise: number;
}

/** That interval × threshold, both in whole, is at most `seconds`. */
export function detectsWithin(seconds: number, interval: Factor, threshold: Factor): PolicyVerdict {
  const open = [interval, threshold].find(({ read }) => read.state === "unknown");
  if (open !== undefined) return unknown(open.read.path);
  const [every, times] = [valueOf(interval), valueOf(threshold)];
  if (every * times <= seconds) return pass;
  const { path } = interval.read;
  return fail(
    `it notices a failure after ${every * times} s (${path} ${every} s × ${threshold.read.path} ${times})`,
    `bring the product down to ${seconds} s`,
  );
}

function valueOf({ read, otherwise }: Factor): number {
  return read.state === "known" ? read.value : otherwise;
}
