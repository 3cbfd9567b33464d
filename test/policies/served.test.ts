/** The pack as the engine starts it: a process of its own, asked over gRPC. */
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";

import { afterEach, describe, expect, test } from "@jest/globals";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import empty from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { catalogue } from "../../policies/catalogue";
import { analyzeRequest, findingsIn } from "./support/analyzer";
import { resource } from "./support/fixture";

const PACK = join(__dirname, "../../policies");

/** How Pulumi's own launcher starts a pack, and how a launcher starts it that leaves TypeScript to the pack. */
const LAUNCHERS = {
  "with ts-node registered first": `require("@pulumi/pulumi/cmd/run-policy-pack")`,
  "without ts-node": `require("@pulumi/pulumi/cmd/run-policy-pack/run").run({
    argv: { _: ["."] }, programStarted() {}, reportLoggedError() {}, typeScript: false })`,
};

let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill();
});

async function serve(launcher: string): Promise<AnalyzerClient> {
  child = spawn(process.execPath, ["-e", launcher, "launcher", "127.0.0.1:1", "."], {
    cwd: PACK,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    return new AnalyzerClient(`127.0.0.1:${line}`, credentials.createInsecure());
  }
  throw new Error("the pack ended without serving");
}

/** Awaits one call, which is given the callback that gRPC wants. */
function answer<A>(call: (done: (error: Error | null, answer: A) => void) => unknown): Promise<A> {
  return new Promise((resolve, reject) => {
    call((error, given) => {
      if (error) reject(error);
      else resolve(given);
    });
  });
}

describe.each(Object.entries(LAUNCHERS))("the pack, started %s", (_, launcher) => {
  test("lists its policies, takes its configuration and judges", async () => {
    const client = await serve(launcher);
    const information = await answer<analyzer.AnalyzerInfo>((done) =>
      client.getAnalyzerInfo(new empty.Empty(), done),
    );
    expect(information.getName()).toBe("standfast");
    const names = information.getPoliciesList().map((policy) => policy.getName());
    expect(names).toEqual(["settings", ...catalogue.map(({ id }) => id), "exemption-hygiene"]);

    const request = analyzeRequest(resource("aws:autoscaling/group:Group", "app", { minSize: 3 }));
    const judge = async () =>
      findingsIn(await answer<analyzer.AnalyzeResponse>((done) => client.analyze(request, done)));
    expect(await judge()).toEqual([]);

    const stricter = new analyzer.PolicyConfig();
    stricter.setEnforcementlevel(analyzer.EnforcementLevel.ADVISORY);
    stricter.setProperties(Struct.fromJavaScript({ minimum: 4 }));
    const configuration = new analyzer.ConfigureAnalyzerRequest();
    configuration.getPolicyconfigMap().set("asg-min-size", stricter);
    await answer((done) => client.configure(configuration, done));
    expect(await judge()).toEqual([
      expect.objectContaining({
        policy: "asg-min-size",
        level: "advisory",
        message: expect.stringContaining(
          "app breaks asg-min-size: minSize is 3. Fix: set minSize to 4 or more.",
        ),
      }),
    ]);
    client.close();
  });
});
