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

/** Seconds for what goes on around the termination: polling, a slow answer of Auto Scaling. */
const marginSeconds = 30;

/** Seconds after which an instance is terminated although it did not say that it is done: 30 to 7200 for AWS. */
export function terminationTimeoutSeconds(deregistrationDelaySeconds: number): number {
  return deregistrationDelaySeconds + stopSeconds + marginSeconds;
}

export interface Lifecycle {
  readonly hooks: LifecycleHookNames;
  /** Where the load balancer, and so the instance itself, asks whether it works: scheme, address, port and path. */
  readonly healthUrl: string;
  /** Seconds that requests in flight have once the load balancer sends no new ones. */
  readonly deregistrationDelaySeconds: number;
}

const metadataService = "http://169.254.169.254/latest";

/**
 * What an instance does from its start to its end: a bash script for one systemd service.
 *
 * An error ends it, and systemd starts it again. That no hook waits (`ValidationError`) is none: the first instances of
 * a group are older than its hooks, and after a reboot no hook waits any more.
 *
 * The target state is `Terminated` as soon as the instance is to go, which may be while the load balancer still waits
 * for requests in flight: hence the sleep.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/retrieving-target-lifecycle-state-through-imds.html
 */
export function lifecycleScript({ hooks, healthUrl, deregistrationDelaySeconds }: Lifecycle): string {
  return `metadata() {
  local token
  token=$(curl -sf -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' ${metadataService}/api/token)
  curl -sf -m 2 -H "X-aws-ec2-metadata-token: $token" "${metadataService}/meta-data/$1"
}
serving() { [[ $(curl -sk -m 2 -o /dev/null -w '%{http_code}' '${healthUrl}') == 200 ]]; }
leaving() { [[ $(metadata autoscaling/target-lifecycle-state) == Terminated ]]; }
complete() {
  local answer
  answer=$(aws autoscaling complete-lifecycle-action --region "$region" --auto-scaling-group-name "$group" \\
    --instance-id "$instance" --lifecycle-hook-name "$1" --lifecycle-action-result CONTINUE 2>&1) ||
    [[ $answer == *ValidationError* ]]
}
region=$(metadata placement/region)
instance=$(metadata instance-id)
group=$(metadata tags/instance/aws:autoscaling:groupName)

until serving || leaving; do sleep 2; done
leaving || complete ${hooks.launching}
until leaving; do sleep 5; done
sleep ${deregistrationDelaySeconds}
systemctl stop app.service
complete ${hooks.terminating}
`;
}
