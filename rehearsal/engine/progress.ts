/** InstallProgress of long work: one line that moves in a terminal, a line every ten seconds elsewhere. */

const QUIET_INTERVAL_MS = 10_000;

export interface InstallProgress {
  /** Starts a part; `total` is how many steps it has, where that is known. */
  begin(title: string, total?: number): void;
  advance(): void;
  end(): void;
}

export function progressOn(stream: NodeJS.WriteStream, now: () => number = Date.now): InstallProgress {
  let title = "";
  let total: number | undefined;
  let done = 0;
  let began = 0;
  let printed = 0;

  const line = () => {
    const seconds = Math.round((now() - began) / 1000);
    const share = total === undefined ? "" : `, ${done} of about ${total} packages`;
    return `  ${title}${share} (${seconds} s)`;
  };

  const print = () => {
    printed = now();
    stream.write(stream.isTTY ? `\r\u001b[K${line()}` : `${line()}\n`);
  };

  return {
    begin(nextTitle, nextTotal) {
      [title, total, done, began] = [nextTitle, nextTotal, 0, now()];
      print();
    },
    advance() {
      done += 1;
      if (now() - printed > (stream.isTTY ? 100 : QUIET_INTERVAL_MS)) print();
    },
    end() {
      if (stream.isTTY) stream.write(`\r\u001b[K${line()}\n`);
      else print();
    },
  };
}
