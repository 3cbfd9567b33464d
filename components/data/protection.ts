/**
 * How a store of data answers to being deleted. `protected`: Pulumi and the service both refuse, and a last copy
 * is kept. `disposable`: it goes without a trace, for stacks that live a day.
 */
export type Protection = "protected" | "disposable";
