// The order matters: what is broken is broken before the platform declares anything.
import "./mutate";
export * from "../../../../index";
import "./neighbours";
