import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { CloudStore, restoreSecrets, type CloudObject } from "../../../rehearsal/cloud/store";
import { secret } from "../../../rehearsal/cloud/wire";
import { temporaryFile } from "./support/aws";

const object = (id: string, outputs: CloudObject["outputs"] = {}): CloudObject => ({
  urn: `urn:pulumi:test::project::aws:ec2/vpc:Vpc::${id}`,
  type: "aws:ec2/vpc:Vpc",
  id,
  region: "eu-west-1",
  inputs: {},
  outputs,
});

const ids = (store: CloudStore): string[] => [...store.all()].map(({ id }) => id);

describe("the journal", () => {
  test("is what the next command opens", () => {
    const file = temporaryFile("account.jsonl");
    const store = new CloudStore(file);
    store.put(object("one", { cidrBlock: "10.0.0.0/16" }));
    store.put(object("two"));
    store.remove("aws:ec2/vpc:Vpc", "two", "eu-west-1");

    const reopened = new CloudStore(file);
    expect(ids(reopened)).toEqual(["one"]);
    expect(reopened.get("aws:ec2/vpc:Vpc", "one", "eu-west-1")?.outputs).toEqual({
      cidrBlock: "10.0.0.0/16",
    });
    expect(reopened.get("aws:ec2/vpc:Vpc", "one", "us-east-1")).toBeUndefined();
  });

  test("survives a last line that a kill cut short, and goes on after it", () => {
    const file = temporaryFile("account.jsonl");
    new CloudStore(file).put(object("one"));
    appendFileSync(file, '{"put":{"urn":"urn:pulumi:te');

    const after = new CloudStore(file);
    expect(ids(after)).toEqual(["one"]);
    after.put(object("two"));
    expect(ids(new CloudStore(file))).toEqual(["one", "two"]);
  });

  test("is compacted when it is opened: one line for each object", () => {
    const file = temporaryFile("account.jsonl");
    const store = new CloudStore(file);
    for (let change = 1; change <= 5; change++) store.put(object("one", { change }));
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(5);

    new CloudStore(file);
    const lines = readFileSync(file, "utf8").trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"change":5');
  });

  test("can be read by its owner alone", () => {
    const file = temporaryFile("account.jsonl");
    new CloudStore(file).put(object("one"));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    new CloudStore(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("takes a change from outside the program", () => {
    const file = temporaryFile("account.jsonl");
    const store = new CloudStore(file);
    store.put(object("one", { deletionProtection: true, name: "one" }));
    store.override(store.get("aws:ec2/vpc:Vpc", "one", "eu-west-1")!, { deletionProtection: false });
    expect([...new CloudStore(file).all()][0]?.outputs).toEqual({ deletionProtection: false, name: "one" });
  });
});

test("what was there before the program follows its list, until a stack has it", () => {
  const store = new CloudStore(temporaryFile("account.jsonl"));
  const { type, id, region } = object("one");
  const vpc = { type, id, region };
  const stored = () => store.get(type, id, region)?.outputs["name"];
  for (const name of ["listed", "listed otherwise", undefined, "again"]) {
    store.setExisting(vpc, name === undefined ? undefined : { inputs: {}, outputs: { name } });
    expect(stored()).toBe(name);
  }
  store.mark([...store.all()], true);
  store.setExisting(vpc, undefined);
  expect(stored()).toBe("again");
});

describe("secrets", () => {
  const words = "correct horse battery staple";
  const password = secret(words);
  const nested = { user: "platform", rules: [{ token: password }] };

  test("never reach the file, at any depth", () => {
    const file = temporaryFile("account.jsonl");
    new CloudStore(file).put({ ...object("one", { nested }), inputs: { password } });
    const kept = readFileSync(file, "utf8");
    expect(kept).toContain("platform");
    expect(kept).not.toContain("correct horse");
  });

  test("leave no digest in the file, from which a short one could be guessed", () => {
    const file = temporaryFile("account.jsonl");
    new CloudStore(file).put({ ...object("one", { nested }), inputs: { password } });
    const kept = readFileSync(file, "utf8");
    for (const form of [words, JSON.stringify(words)]) {
      for (const algorithm of ["md5", "sha1", "sha256", "sha512"]) {
        const digest = createHash(algorithm).update(form);
        expect(kept).not.toContain(digest.copy().digest("hex"));
        expect(kept).not.toContain(digest.digest("base64"));
      }
    }
    expect(kept).not.toMatch(/[0-9a-f]{32}/);
  });

  test("come back from what the engine knows, marked as secrets", () => {
    const store = new CloudStore(temporaryFile("account.jsonl"));
    store.put(object("one", { nested, changedOutside: "by hand" }));
    const stored = [...store.all()][0]!.outputs;
    expect(restoreSecrets(stored, { nested, changedOutside: "by program" })).toEqual({
      nested,
      changedOutside: "by hand",
    });
  });

  test("are nothing where the engine does not know them", () => {
    const store = new CloudStore(temporaryFile("account.jsonl"));
    store.put(object("one", { password }));
    expect(restoreSecrets([...store.all()][0]!.outputs, {})).toEqual({ password: null });
  });
});
