import { clockOffsetMs } from "../model/clock";
import type { LedgerChange } from "./ledger";
import { Load } from "./load";
import { instructionSchema, type ClientMessage } from "./messages";

/**
 * The clients, in a process of their own: what the drill's probes and searches do to its event loop holds up no
 * request. It ends with the drill, however that ends.
 */

/** How often the drill is told. */
const tellEveryMs = 50;

let changes: LedgerChange[] = [];
let load: Load | undefined;

function send(message: ClientMessage): void {
  // The drill may have died in between: `disconnect` ends this process.
  if (process.connected) process.send?.(message, () => undefined);
}

function sendChanges(): void {
  if (changes.length === 0) return;
  send({ kind: "changes", changes });
  changes = [];
}

process.on("disconnect", () => process.exit(0));
process.on("message", (message) => {
  const instruction = instructionSchema.parse(message);
  if (instruction.kind === "start") {
    load = new Load(instruction.run, instruction.groups, (change) => changes.push(change));
    load.start();
    return;
  }
  void load?.stop().then(() => {
    sendChanges();
    send({ kind: "stopped" });
  });
});
setInterval(sendChanges, tellEveryMs);
send({ kind: "ready", clockOffsetMs });
