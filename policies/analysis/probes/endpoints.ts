import { DISTRIBUTION, INGRESS, LOAD_BALANCER } from "../../resources";

/** What can be asked by a name. */
export const ENDPOINTS: readonly string[] = [...LOAD_BALANCER, ...DISTRIBUTION, ...INGRESS];
