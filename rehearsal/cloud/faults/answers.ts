/** What the provider says when it has asked for the last time, as its SDK words it. */
import { randomUUID } from "node:crypto";
import type { ApiError } from "./api-fault";
import type { FailedCall } from "./fault-injection";

const answered = (status: number, text: string) => () =>
  `https response error StatusCode: ${status}, RequestID: ${randomUUID()}, api error ${text}`;

const endings: Readonly<Record<ApiError, (host: string) => string>> = {
  throttle: answered(400, "Throttling: Rate exceeded"),
  "internal-error": answered(
    500,
    "InternalFailure: The request processing has failed because of an unknown error, exception or failure.",
  ),
  unavailable: answered(
    503,
    "ServiceUnavailable: The request has failed due to a temporary failure of the server.",
  ),
  timeout: (host) =>
    `https response error StatusCode: 0, RequestID: , request send failed, Post "https://${host}/": dial tcp: i/o timeout`,
  capacity: answered(
    500,
    "InsufficientInstanceCapacity: We currently do not have sufficient capacity for the instances that you asked for.",
  ),
};

export interface AskedOperation {
  /** As AWS writes it: `Auto Scaling`. */
  readonly service: string;
  readonly operation: string;
  /** Undefined for what has one endpoint for the world. */
  readonly region: string | undefined;
}

export function operationError(
  { service, operation, region }: AskedOperation,
  { error, attempts }: FailedCall,
): string {
  const host = [service.toLowerCase().replaceAll(" ", ""), ...(region === undefined ? [] : [region])].join(
    ".",
  );
  return `operation error ${service}: ${operation}, exceeded maximum number of attempts, ${attempts}, ${endings[error](`${host}.amazonaws.com`)}`;
}
