/**
 * The parts of `@pulumi/policy` that do the work and that its declarations leave out (they are marked internal):
 * hand-written stand-ins would miss the bugs of the real ones.
 */
import type { Policies } from "@pulumi/policy";
import * as proxy from "@pulumi/policy/proxy";
import * as server from "@pulumi/policy/server";
import type analyzer from "@pulumi/pulumi/proto/analyzer_pb";

export type Call<R> = (
  call: { request: R },
  callback: (error: Error | undefined, response: analyzer.AnalyzeResponse) => void,
) => Promise<void>;

type Server<R> = (pack: string, version: string, level: string, policies: Policies) => Call<R>;

export const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun } = server as unknown as {
  makeAnalyzeRpcFun: Server<analyzer.AnalyzeRequest>;
  makeAnalyzeStackRpcFun: Server<analyzer.AnalyzeStackRequest>;
};

export const { unknownCheckingProxy, unknownStringValue: UNKNOWN_STRING } = proxy as unknown as {
  unknownCheckingProxy: (properties: object) => Record<string, unknown>;
  unknownStringValue: string;
};
