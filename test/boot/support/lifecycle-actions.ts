/**
 * Auto Scaling's two calls about a lifecycle action, which moto has not: refused as AWS refuses them while no hook waits.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CompleteLifecycleAction.html
 */
export class LifecycleActions {
  /** What was called, and whether a hook waited: `CompleteLifecycleAction drained refused`. */
  readonly calls: string[] = [];
  #waiting: string | undefined;

  /** The hook that waits from now on. */
  wait(hook: string): void {
    this.#waiting = hook;
  }

  /** @returns nothing for any other call. */
  answer(call: URLSearchParams): { readonly status: number; readonly body: string } | undefined {
    const action = call.get("Action") ?? "";
    if (!/^(Complete|RecordLifecycleActionHeartbeat)/.test(action)) return undefined;
    const hook = call.get("LifecycleHookName") ?? "";
    const waits = hook === this.#waiting;
    this.calls.push(`${action} ${hook} ${waits ? "accepted" : "refused"}`);
    if (!waits) return refusal(call.get("InstanceId") ?? "");
    if (action === "CompleteLifecycleAction") this.#waiting = undefined;
    return { status: 200, body: `<${action}Response><${action}Result/></${action}Response>` };
  }
}

const refusal = (instance: string) => ({
  status: 400,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>No active Lifecycle Action found with instance ID ${instance}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});
