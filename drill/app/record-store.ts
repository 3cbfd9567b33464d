/** Where numbered records are kept; a number may be written more than once, which is counted. */
export interface RecordStore {
  /** Returns once the write is acknowledged as durable; throws when that is not certain. */
  write(run: string, number: number): Promise<void>;
  /** How often the record was applied; 0 when it is not there. */
  read(run: string, number: number): Promise<number>;
  /** Every record of a run, and how often it was applied. */
  readAll(run: string): Promise<ReadonlyMap<number, number>>;
  /** Throws when writes cannot succeed now. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
