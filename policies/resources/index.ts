/**
 * Type tokens by what they are, for rules and analysis alike: what one of them knows, the other knows too. They name
 * tokens and not classes: one class is one token, and a resource that is declared by an older name
 * (`aws:elasticloadbalancingv2/…`, `apps/v1beta2`) would escape it.
 */
export * from "./compute";
export * from "./data";
export * from "./kubernetes";
export * from "./network";
export * from "./operations";
export * from "./scope";
export * from "./unjudged";
export * from "./zones";
