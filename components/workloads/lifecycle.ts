/**
 * How an instance comes and goes. Auto Scaling waits at both ends (two lifecycle hooks), and the instance itself says
 * when it is done, for nothing else knows: it is `InService` only once it has answered its health check, and it is
 * terminated only once its requests are answered and its application has stopped by itself.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks-overview.html
 */

/** Names of the hooks of one group. */
export interface LifecycleHookNames {
  readonly launching: string;
  readonly terminating: string;
}

/** Seconds in which a launched instance must answer; three times what packages, image and start usually take. */
export const launchTimeoutSeconds = 600;

/** Seconds that the application has to stop by itself before it is killed. */
export const stopSeconds = 30;

/** Seconds for what goes on around the stop: polling, a slow answer of Auto Scaling. */
const marginSeconds = 30;

/**
 * Seconds after which an instance is terminated although it did not say that it is done: 30 to 7200 for AWS. They begin
 * once the load balancer has let go of the instance, so requests in flight are not in them.
 */
export const terminationTimeoutSeconds = stopSeconds + marginSeconds;

export interface Lifecycle {
  readonly hooks: LifecycleHookNames;
  /** Where the load balancer, and so the instance itself, asks whether it works: scheme, address, port and path. */
  readonly healthUrl: string;
}

/**
 * What an instance does from its start to its end: a bash script for one systemd service.
 *
 * The target state is `Terminated` as soon as the instance is to go, and the hook waits only after that: Auto Scaling
 * first takes the instance out of its target groups, which lasts as long as requests in flight do. A completion before
 * that is refused and forgotten, and the hook then waits for its whole time-out. So the script asks with a heartbeat,
 * which is refused in the same way (`ValidationError`), until the hook waits; only then does it stop the application.
 * Even a state of `Terminating:Wait` would not do: the action may follow a moment later.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks-overview.html
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/retrieving-target-lifecycle-state-through-imds.html
 * https://github.com/PrairieLearn/PrairieLearn/pull/15586
 *
 * The launching hook may never wait: the first instances of a group are older than its hooks, and after a reboot it
 * waits no more. So it is tried for a minute. Any other error ends the script, and systemd starts it again.
 */
export function lifecycleScript({ hooks, healthUrl }: Lifecycle): string {
  return `serving() { [[ $(curl -sk -m 2 -o /dev/null -w '%{http_code}' '${healthUrl}') == 200 ]]; }
leaving() { [[ $(metadata autoscaling/target-lifecycle-state) == Terminated ]]; }
call() {
  local answer
  answer=$(aws autoscaling "$1" --region "$region" --auto-scaling-group-name "$group" \
    --instance-id "$instance" --lifecycle-hook-name "$2" "\${@:3}" 2>&1) && return
  [[ $answer == *ValidationError* ]] && return 1
  echo "$answer" >&2
  exit 1
}
complete() { call complete-lifecycle-action "$1" --lifecycle-action-result CONTINUE; }
region=$(metadata placement/region)
instance=$(metadata instance-id)
group=$(metadata tags/instance/aws:autoscaling:groupName)

until serving || leaving; do sleep 2; done
for _ in {1..12}; do
  if leaving || complete ${hooks.launching}; then break; fi
  sleep 5
done
until leaving; do sleep 5; done
until call record-lifecycle-action-heartbeat ${hooks.terminating}; do sleep 5; done
systemctl stop app.service
until complete ${hooks.terminating}; do sleep 2; done
`;
}
