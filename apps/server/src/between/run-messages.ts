import { CallError, CreateWire, HostName } from "@sockpit/protocol";
import { z } from "zod";

/** A scenario that a run process is to run. */
export interface RunOrder {
  /** The text form, or the JSON form. */
  readonly scenario: string | Readonly<Record<string, unknown>>;
  readonly file: string | undefined;
  readonly seed: number | undefined;
  readonly timeLimitSeconds: number;
  /** Where the front door is reached from this machine. */
  readonly baseUrl: string;
  /** Whether programs in Python may run, in this process. */
  readonly runsPython: boolean;
}

/** What the front door sends to a run process. */
export type ToRunProcess =
  | { readonly say: "run"; readonly order: RunOrder }
  | { readonly say: "lab"; readonly lab: string; readonly token: string }
  | { readonly say: "noLab"; readonly error: CallError }
  | { readonly say: "stop" };

/** The same results in each form of answers. */
const RenderedResults = z.strictObject({
  isPassed: z.boolean(),
  json: z.string(),
  xml: z.string(),
  html: z.string(),
});
export type RenderedResults = z.infer<typeof RenderedResults>;

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, "must be bytes");

/** What a run process sends. `over` is the last message. */
export const FromRunProcess = z.discriminatedUnion("say", [
  z.strictObject({ say: z.literal("accepted") }),
  z.strictObject({
    say: z.literal("openLab"),
    hosts: z.array(HostName).optional(),
    wire: CreateWire.optional(),
  }),
  z.strictObject({ say: z.literal("closeLab"), lab: z.string() }),
  /** A step of progress as JSON. */
  z.strictObject({ say: z.literal("progress"), json: z.string() }),
  /** `number`: of which condition, counted from 1. */
  z.strictObject({
    say: z.literal("record"),
    number: z.int(),
    events: Bytes,
    packets: Bytes.optional(),
  }),
  z.strictObject({ say: z.literal("results"), results: RenderedResults }),
  z.strictObject({ say: z.literal("over"), error: CallError.optional() }),
]);
export type FromRunProcess = z.infer<typeof FromRunProcess>;
