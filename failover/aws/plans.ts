import { SignatureV4 } from "@smithy/signature-v4";
import { z } from "zod";
import type { PlanApi, PlanExecution } from "../model/aws";
import type { RegionClients } from "./clients";

const listSchema = z.object({
  items: z
    .array(
      z.object({
        executionId: z.string(),
        executionState: z.string(),
        executionRegion: z.string(),
        comment: z.string().optional(),
      }),
    )
    .default([]),
  nextToken: z.string().nullish(),
});

/**
 * The data plane of ARC Region switch in one region, by its protocol (AWS JSON 1.0): the service has dual-stack endpoints
 * alone. https://docs.aws.amazon.com/arc-region-switch/latest/api/Welcome.html
 */
export class Plans implements PlanApi {
  readonly #region: string;
  readonly #signer: SignatureV4;

  constructor({ region, sts }: RegionClients) {
    this.#region = region;
    const { credentials, sha256 } = sts.config;
    this.#signer = new SignatureV4({ service: "arc-region-switch", region, credentials, sha256 });
  }

  executions = async (planArn: string): Promise<readonly PlanExecution[]> => {
    const found: PlanExecution[] = [];
    let nextToken: string | null | undefined;
    do {
      const answer = await this.#call("ListPlanExecutions", { planArn, ...(nextToken && { nextToken }) });
      const page = listSchema.parse(answer);
      for (const { executionId: id, executionState: state, executionRegion: region, comment } of page.items) {
        found.push({ id, state, region, comment: comment ?? "" });
      }
      ({ nextToken } = page);
    } while (nextToken);
    return found;
  };

  start = async (
    planArn: string,
    { mode, comment }: { readonly mode: "graceful" | "ungraceful"; readonly comment: string },
  ): Promise<void> => {
    const targetRegion = this.#region;
    await this.#call("StartPlanExecution", { planArn, targetRegion, action: "activate", mode, comment });
  };

  async #call(operation: string, input: object): Promise<unknown> {
    const url = new URL(
      process.env["AWS_ENDPOINT_URL"] ?? `https://arc-region-switch.${this.#region}.api.aws/`,
    );
    const body = JSON.stringify(input);
    const { headers } = await this.#signer.sign({
      method: "POST",
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port !== "" && { port: Number(url.port) }),
      path: url.pathname,
      headers: {
        host: url.host,
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `ArcRegionSwitch.${operation}`,
      },
      body,
    });
    const answer = await fetch(url, {
      method: "POST",
      headers,
      body,
      signal: AbortSignal.timeout(10_000),
    });
    const text = await answer.text();
    if (!answer.ok)
      throw new Error(`Region switch refuses ${operation} (${answer.status}): ${text.slice(0, 500)}`);
    return JSON.parse(text === "" ? "{}" : text);
  }
}
