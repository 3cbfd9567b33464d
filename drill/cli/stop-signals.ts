import { Aborted } from "../model/exit-code";

/**
 * Fires on Ctrl-C, on a polite kill, on an uncaught error, and when the time is up. Whoever listens undoes
 * what was broken and takes down what was started; without this the process would end and leave it.
 */
export function stopSignals(minutes?: number): { readonly signal: AbortSignal; readonly end: () => void } {
  const stop = new AbortController();
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const onSignal = (name: string): void => {
    stop.abort(new Aborted(`stopped by ${name}`));
  };
  const onCrash = (error: Error): void => {
    stop.abort(new Aborted(`stopped by an error: ${error.stack ?? error.message}`));
  };
  for (const name of names) process.on(name, onSignal);
  process.on("uncaughtException", onCrash);
  const timer =
    minutes === undefined
      ? undefined
      : setTimeout(() => {
          stop.abort(new Aborted(`stopped by the time limit of ${minutes} minutes`));
        }, minutes * 60_000);
  return {
    signal: stop.signal,
    end: () => {
      clearTimeout(timer);
      for (const name of names) process.off(name, onSignal);
      process.off("uncaughtException", onCrash);
    },
  };
}
