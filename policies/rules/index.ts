import type { Rule } from "../framework/rule";
import { asgMinSize } from "./replicas/asg-min-size";
import { cacheMinReplicas } from "./replicas/cache-min-replicas";
import { eksNodegroupMin } from "./replicas/eks-nodegroup-min";
import { hpaMinReplicas } from "./replicas/hpa-min-replicas";
import { k8sMinReplicas } from "./replicas/k8s-min-replicas";
import { asgMultiAz } from "./spread/asg-multi-az";
import { k8sPodAntiaffinity } from "./spread/k8s-pod-antiaffinity";
import { k8sSpreadSelectorEffective } from "./spread/k8s-spread-selector-effective";
import { k8sZoneSpread } from "./spread/k8s-zone-spread";

/** Every rule of the catalogue that judges resources one by one or by their relations, in the order of its groups. */
export const rules: readonly Rule[] = [
  // replicas
  k8sMinReplicas,
  hpaMinReplicas,
  asgMinSize,
  eksNodegroupMin,
  cacheMinReplicas,
  // spread
  k8sPodAntiaffinity,
  k8sZoneSpread,
  k8sSpreadSelectorEffective,
  asgMultiAz,
];
