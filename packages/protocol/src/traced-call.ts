import { type CommandName, traitsOf } from "./commands/index.js";
import type { TracedData } from "./values/traced-data.js";

/** Params or result of a call as the trace keeps them. */
export type TracedRecord = Readonly<Record<string, unknown>>;

/** A call as far as what it was given goes. */
interface Given {
  readonly command: CommandName;
  readonly params: TracedRecord;
}

/** The data that a call gives to the kernel; undefined where its command sends none. */
export function sentData({ command, params }: Given): TracedData | undefined {
  const { sends } = traitsOf(command);
  return sends === undefined ? undefined : dataIn(params[sends.data]);
}

/** How many bytes of its data the kernel took from a call that returned. */
export function sentBytes(call: Given, result: TracedRecord): number {
  const { sends } = traitsOf(call.command);
  if (sends === undefined) return 0;
  return sends.count === undefined ? (sentData(call)?.bytes ?? 0) : Number(result[sends.count] ?? 0);
}

/** The data that a call got from the kernel; undefined where its command receives none. */
export function receivedData(command: CommandName, result: TracedRecord): TracedData | undefined {
  const { receives } = traitsOf(command);
  return receives === undefined ? undefined : dataIn(result[receives]);
}

/** Whether a call leaves what it receives where it is: MSG_PEEK. */
export function isPeek({ params: { flags } }: Given): boolean {
  return Array.isArray(flags) && flags.includes("MSG_PEEK");
}

function dataIn(value: unknown): TracedData | undefined {
  return typeof value === "object" && value !== null && "bytes" in value ? (value as TracedData) : undefined;
}
