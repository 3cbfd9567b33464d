/** What a client asked of AWS. */
export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly service: string;
  readonly region: string;
  /** Of the query protocol; empty for others. */
  readonly parameters: URLSearchParams;
  readonly body: string;
  /** Has moto answer it. */
  readonly forward: () => Promise<StubResponse>;
}

export interface StubResponse {
  readonly status: number;
  readonly body: string | Buffer;
  readonly type?: string;
}

/** An answer of the query protocol. */
export function xml(action: string, result: string): StubResponse {
  const body = `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`;
  return { status: 200, body };
}

export function refusal(code: string, message: string): StubResponse {
  const error = `<Type>Sender</Type><Code>${code}</Code><Message>${message}</Message>`;
  return { status: 400, body: `<ErrorResponse><Error>${error}</Error></ErrorResponse>` };
}
