import type { OutputRegion } from "../model/outputs";
import type { Ports } from "../model/ports";
import type { Step } from "../model/step";
import { figures } from "./figures";

/** Grows the region to what it has to carry; instances start while the rest goes on. */
export function grow(to: OutputRegion, group: string, instances: number, ports: Ports): Step {
  const { fleets } = ports.apiOf(to.name);
  return {
    id: "grow",
    what: `grow ${group} to ${instances} instances`,
    api: "autoscaling:SetDesiredCapacity",
    region: to.name,
    plane: "control",
    effort: "required",
    expected: figures.call,
    timeoutSeconds: 60,
    ifItFails: `Grow it by hand: aws autoscaling set-desired-capacity --region ${to.name} --auto-scaling-group-name ${group} --desired-capacity ${instances} --no-honor-cooldown`,
    isDone: async () => ((await fleets.find(group))?.desired ?? 0) >= instances,
    act: () => fleets.grow(group, instances),
  };
}

/**
 * What the role `fenced` makes of a region, while it may be lost: it is tried, and not waited for. Its traffic is taken
 * away elsewhere; this ends what it still serves to those who hold a connection.
 */
export function fenceIfItAnswers(from: OutputRegion, group: string, ports: Ports): Step {
  return {
    ...stop(from, group, ports),
    id: "fence",
    what: `stop the instances of ${from.name}, if it answers at all`,
    effort: "best-effort",
    expected: figures.bestEffort,
    timeoutSeconds: 10,
  };
}

/** Nothing writes there any more: what follows must see the last of it. */
export function quiesce(from: OutputRegion, group: string, ports: Ports): Step {
  return {
    ...stop(from, group, ports),
    id: "quiesce",
    what: `stop the instances of ${from.name}, so that nothing writes there`,
    effort: "required",
    expected: figures.stopFleet,
    timeoutSeconds: 1800,
  };
}

function stop(from: OutputRegion, group: string, ports: Ports) {
  // Asked when it is needed: the region may be gone.
  const fleets = () => ports.apiOf(from.name).fleets;
  return {
    api: "autoscaling:UpdateAutoScalingGroup",
    region: from.name,
    plane: "control" as const,
    ifItFails: `Stop it by hand: aws autoscaling update-auto-scaling-group --region ${from.name} --auto-scaling-group-name ${group} --min-size 0 --max-size 0 --desired-capacity 0`,
    isDone: async () => {
      const fleet = await fleets().find(group);
      return fleet !== undefined && fleet.max === 0 && fleet.inService === 0;
    },
    act: async () => {
      if ((await fleets().find(group))?.max !== 0) await fleets().stop(group);
    },
  };
}

/** Kubernetes is no API of AWS: whoever runs the cluster stops the pods. */
export function quiescePods(from: OutputRegion, url: URL, ports: Ports): Step {
  return {
    id: "quiesce",
    what: `stop the pods of ${from.name}, so that nothing writes there: kubectl scale deployment --all --replicas=0 in the application's namespace, its autoscaler first`,
    api: "apps/v1 Deployment",
    region: from.name,
    plane: "control",
    effort: "person",
    expected: figures.person,
    timeoutSeconds: 0,
    ifItFails: "Stop them, and go on with --resume.",
    // A load balancer without targets answers 503, as one whose pods cannot write does.
    isDone: async () =>
      await ports.entry.status(from.loadBalancerDnsName, url).then(
        (status) => status >= 500,
        () => true,
      ),
  };
}
