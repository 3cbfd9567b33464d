/**
 * When RDS and ElastiCache apply a change that interrupts connections, such as another class: `in-maintenance-window`,
 * once the weekly one comes, and until then the store has what it had, although the update has ended; or `immediately`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.ApplyImmediately.html
 */
export type ApplyChanges = "in-maintenance-window" | "immediately";
