/**
 * What happens when something is to be deleted. `protected`: Pulumi and the service both refuse, and of data a last copy
 * is kept. `disposable`: it goes without a trace, for stacks that live a day.
 */
export type Protection = "protected" | "disposable";
