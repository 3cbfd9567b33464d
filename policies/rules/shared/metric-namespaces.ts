/** Namespaces that AWS's services and agents write to; anything else is written by the program, or by a person. */
const MEASURED_BY_AWS = /^(AWS\/|CloudWatchSynthetics$|CWAgent$|ContainerInsights$|ECS\/)/;

/** Whether an alarm on metrics of this namespace rings by itself, rather than when somebody writes them. */
export function isMeasuredByAws(namespace: string): boolean {
  return MEASURED_BY_AWS.test(namespace);
}
