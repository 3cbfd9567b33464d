import { openAws, undoAws } from "../../../../../drill/adapters/aws/adapter";
import { parsePermit } from "../../../../../drill/adapters/aws/permit";
import { RegionClients } from "../../../../../drill/adapters/aws/region-clients";
import type { Stack } from "../../../../../drill/adapters/aws/stack";
import { fastClock, TestClock } from "./clock";
import { AwsStub } from "./aws-stub";
import type { Moto } from "./moto";
import { alarmName, buildRegion } from "./platform";

/** A signal that never fires. */
export const unstopped = new AbortController().signal;

export const first = <T>(items: readonly T[]): T => items[0]!;

/** moto's only account. */
const accountId = "123456789012";

export const permitted = {
  accountIds: [accountId],
  stopAlarms: [
    { region: "us-east-1", name: alarmName },
    { region: "eu-west-1", name: alarmName },
  ],
  experimentRoleArn: `arn:aws:iam::${accountId}:role/fis`,
  promotion: "allowed",
};

/** A stack of two regions on a server that nothing was done to yet. */
export class Stage {
  /** What the adapter said it would do. */
  readonly intended: string[] = [];
  readonly clock = new TestClock();

  private constructor(
    readonly stub: AwsStub,
    readonly endpoint: string,
    readonly active: RegionClients,
    readonly standby: RegionClients,
    readonly stack: Stack,
  ) {}

  static async build(moto: Moto): Promise<Stage> {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
    await fetch(`${moto.endpoint}/moto-api/reset`, { method: "POST" });
    const front = new AwsStub(moto.endpoint);
    const endpoint = await front.start();
    const active = new RegionClients("us-east-1", { endpoint });
    const standby = new RegionClients("eu-west-1", { endpoint });
    const source = `arn:aws:rds:us-east-1:${accountId}:db:database-us-east-1`;
    const regions: Stack["regions"] = [await buildRegion(active), await buildRegion(standby, source)];
    front.changes.length = 0;
    return new Stage(front, endpoint, active, standby, { url: "https://app.example.com", regions });
  }

  async open(mode: "dry-run" | "execute", permit: object = {}) {
    return await openAws({ ...this.#options(permit), mode });
  }

  /** What a drill that died leaves to `drill down`. */
  async undoAnew(): Promise<void> {
    await undoAws(this.#options());
  }

  /** For a whole trial, with the runner's own clock and an entry that answers. */
  async openLive(url: string) {
    const options = { ...this.#options(), clock: fastClock };
    return await openAws({ ...options, stack: { ...this.stack, url }, mode: "execute" });
  }

  #options(permit: object = {}) {
    return {
      stack: this.stack,
      permit: parsePermit({ ...permitted, ...permit }),
      intend: (text: string) => this.intended.push(text),
      clientOptions: { endpoint: this.endpoint },
      clock: this.clock,
    };
  }

  async clear(): Promise<void> {
    this.active.close();
    this.standby.close();
    await this.stub.stop();
  }
}
