import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { awsPackage } from "../../../../rehearsal/cloud/aws/package";
import { rules as everyRule } from "../../../../rehearsal/cloud/aws/rules";
import type { CheckFailure, CloudPackage } from "../../../../rehearsal/cloud/package";
import { CloudStore } from "../../../../rehearsal/cloud/store";
import type { Props } from "../../../../rehearsal/cloud/wire";

/** A resource that was made, with what is needed to change it. */
export interface MadeResource {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly region: string;
  readonly inputs: Props;
  readonly outputs: Props;
}

/** What `check` complained of: the provider would not have planned it. */
export class NotPlanned extends Error {
  constructor(readonly failures: readonly CheckFailure[]) {
    super(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
  }
}

export function temporaryFile(name: string): string {
  return join(mkdtempSync(join(tmpdir(), "rehearsal-cloud-")), name);
}

/** The AWS package as the engine uses it: check, then create, update or delete. */
export class Aws {
  readonly store: CloudStore;
  readonly #package: CloudPackage;
  #count = 0;

  constructor(file = temporaryFile("account.jsonl")) {
    this.store = new CloudStore(file);
    // Tests give what they are about, and leave out the rest of what the provider asks for.
    this.#package = awsPackage(this.store, "7.48.0", everyRule, () => []);
  }

  async create(
    type: string,
    inputs: Props,
    { region = "us-east-1", name = `thing-${++this.#count}` } = {},
  ): Promise<MadeResource> {
    const request = { ...this.#request(type, name, region), inputs, preview: false };
    const checked = this.#package.check({ ...request, randomSeed: randomBytes(16) });
    if (checked.failures.length > 0) throw new NotPlanned(checked.failures);
    const created = await this.#package.create({ ...request, inputs: checked.inputs });
    return { ...created, type, name, region, inputs: checked.inputs };
  }

  /** @param changes over the inputs there are. */
  async update(made: MadeResource, changes: Props): Promise<MadeResource> {
    const inputs = { ...made.inputs, ...changes };
    const request = this.#request(made.type, made.name, made.region);
    const outputs = await this.#package.update({
      ...request,
      id: made.id,
      inputs,
      oldInputs: made.inputs,
      oldOutputs: made.outputs,
      preview: false,
    });
    return { ...made, inputs, outputs };
  }

  /** Asynchronous only to be like the others. */
  delete(made: MadeResource): Promise<void> {
    const request = this.#request(made.type, made.name, made.region);
    return Promise.resolve().then(() => {
      this.#package.delete({ ...request, id: made.id, oldInputs: made.inputs, oldOutputs: made.outputs });
    });
  }

  diff(made: MadeResource, inputs: Props): ReturnType<CloudPackage["diff"]> {
    return this.#package.diff({
      ...this.#request(made.type, made.name, made.region),
      id: made.id,
      inputs,
      oldInputs: made.inputs,
      oldOutputs: made.outputs,
      preview: true,
    });
  }

  preview(type: string, inputs: Props, region = "us-east-1"): ReturnType<CloudPackage["create"]> {
    return this.#package.create({ ...this.#request(type, "previewed", region), inputs, preview: true });
  }

  read(made: MadeResource): ReturnType<CloudPackage["read"]> {
    return this.#package.read({
      ...this.#request(made.type, made.name, made.region),
      id: made.id,
      inputs: made.inputs,
      oldInputs: made.inputs,
      oldOutputs: made.outputs,
      preview: false,
    });
  }

  #request(type: string, name: string, region: string) {
    return { urn: `urn:pulumi:test::project::${type}::${name}`, type, name, config: { region } };
  }
}
