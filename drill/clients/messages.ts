import { z } from "zod";
import { stores } from "../model/adapter";

/** What the drill and its clients, each in a process of its own, say to each other. */

export const instructionSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("start"),
    run: z.string(),
    groups: z.array(
      z.strictObject({
        name: z.string(),
        urls: z.array(z.string()),
        connections: z.enum(["kept", "fresh"]).optional(),
        preference: z.enum(["learned", "first"]).optional(),
      }),
    ),
  }),
  z.strictObject({ kind: z.literal("stop") }),
]);
export type Instruction = z.infer<typeof instructionSchema>;

const number = z.int().positive();

const changeSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("sent"),
    number,
    store: z.enum(stores),
    clients: z.string(),
    sentAt: z.number(),
    lateMs: z.number(),
  }),
  z.strictObject({
    kind: z.literal("answered"),
    number,
    acknowledged: z.boolean(),
    doneAt: z.number(),
    region: z.string().optional(),
  }),
]);

export const clientMessageSchema = z.discriminatedUnion("kind", [
  /** Listens; its times are on a clock with this offset. */
  z.strictObject({ kind: z.literal("ready"), clockOffsetMs: z.number() }),
  z.strictObject({ kind: z.literal("changes"), changes: z.array(changeSchema) }),
  /** Everything that was sent has been answered and told. */
  z.strictObject({ kind: z.literal("stopped") }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;
