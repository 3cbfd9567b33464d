import { z } from "zod";
import { stores, type Store } from "../model/adapter";
import { poll } from "../model/clock";
import type { Audit } from "../model/report";
import { audit, type LedgerRecord } from "./ledger";

const pairs = z.array(z.tuple([z.int(), z.int()]));
const recordsSchema = z.record(z.enum(stores), pairs) satisfies z.ZodType<Record<Store, [number, number][]>>;

/**
 * Looks for every record of a run.
 * @param urls endpoints to ask, in order.
 * @returns what is lost, indeterminate and doubled; `undefined` when no endpoint answers in time.
 */
export async function searchRecords(
  run: string,
  records: readonly LedgerRecord[],
  urls: readonly string[],
  timeoutMs: number,
): Promise<readonly Audit[] | undefined> {
  const found = await poll(async () => await firstAnswer(run, urls), { everyMs: 200, timeoutMs });
  return found && stores.map((store) => audit(store, records, new Map(found[store])));
}

async function firstAnswer(run: string, urls: readonly string[]) {
  for (const url of urls) {
    try {
      const answer = await fetch(`${url}/runs/${run}`, {
        redirect: "error",
        signal: AbortSignal.timeout(5_000),
      });
      if (answer.ok) return recordsSchema.parse(await answer.json());
      await answer.arrayBuffer();
    } catch {
      // The next endpoint may answer.
    }
  }
  return undefined;
}
