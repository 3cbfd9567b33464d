import { Pool } from "pg";
import type { RecordStore } from "./record-store";

/** The most that one operation may take; the caller's patience is longer. */
const timeoutMs = 800;

export const schema = `CREATE TABLE IF NOT EXISTS records (
  run text NOT NULL,
  number integer NOT NULL,
  applied integer NOT NULL DEFAULT 1,
  PRIMARY KEY (run, number)
)`;

// A second try of the same record must write as well: one that only finds the first try's row would be acknowledged
// without waiting for the standby, although the first try may have been cut off before the standby had it.
const insert = `INSERT INTO records (run, number) VALUES ($1, $2)
  ON CONFLICT (run, number) DO UPDATE SET applied = records.applied + 1`;

export class DatabaseRecordStore implements RecordStore {
  readonly #pool: Pool;

  constructor(connectionString: string) {
    this.#pool = new Pool({
      connectionString,
      max: 16,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    });
    // A connection that breaks says so to the pool while it is idle, and itself while it is in use; either word would
    // end the process if nothing listened. The query fails on its own, and the pool replaces the connection.
    this.#pool.on("error", () => undefined);
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  async write(run: string, number: number): Promise<void> {
    await this.#query(insert, [run, number]);
  }

  async read(run: string, number: number): Promise<number> {
    const rows = await this.#query("SELECT applied FROM records WHERE run = $1 AND number = $2", [
      run,
      number,
    ]);
    return Number(rows[0]?.[0] ?? 0);
  }

  async readAll(run: string): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#query("SELECT number, applied FROM records WHERE run = $1", [run]);
    return new Map(rows.map(([number, applied]) => [Number(number), Number(applied)]));
  }

  async ready(): Promise<void> {
    const rows = await this.#query("SELECT pg_is_in_recovery()", []);
    if (rows[0]?.[0] === true) throw new Error("connected to a standby");
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #query(text: string, values: unknown[]): Promise<unknown[][]> {
    const client = await this.#pool.connect();
    try {
      const { rows } = await client.query<unknown[]>({ text, values, rowMode: "array" });
      client.release();
      return rows;
    } catch (error) {
      // After a time-out the connection still waits for its answer: it is of no use to the next request.
      client.release(true);
      throw error;
    }
  }
}
