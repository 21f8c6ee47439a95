import { type CommandInput, type CommandName, type CommandResult, traitsOf } from "./commands/index.js";
import type { Traced } from "./values/traced.js";
import type { TracedData } from "./values/traced-data.js";

/** A command's params as the trace keeps them. */
export type TracedParams<N extends CommandName = CommandName> = N extends CommandName
  ? Traced<CommandInput<N>>
  : never;

/** A command's result as the trace keeps it. */
export type TracedResult<N extends CommandName = CommandName> = N extends CommandName
  ? Traced<CommandResult<N>>
  : never;

/** Params or result of whatever command. */
export type TracedRecord = Readonly<Record<string, unknown>>;

/** A call as far as what it was given goes. */
interface Given {
  readonly command: CommandName;
  readonly params: TracedParams;
}

/** The descriptor that a call is made on; undefined where its command needs none. */
export function descriptorOf({ command, params }: Given): number | undefined {
  const { on } = traitsOf(command);
  return on === undefined ? undefined : fieldOf<number>(params, on);
}

/** The descriptors that a call gave its program. */
export function openedDescriptors(command: CommandName, result: TracedResult): readonly number[] {
  const { opens } = traitsOf(command);
  const opened = opens === undefined ? undefined : fieldOf<number | readonly number[]>(result, opens);
  return opened === undefined ? [] : [opened].flat();
}

/** The data that a call gives to the kernel; undefined where its command sends none. */
export function sentData({ command, params }: Given): TracedData | undefined {
  const { sends } = traitsOf(command);
  return sends === undefined ? undefined : fieldOf<TracedData>(params, sends.data);
}

/** How many bytes of its data the kernel took from a call that returned. */
export function sentBytes(call: Given, result: TracedResult): number {
  const { sends } = traitsOf(call.command);
  if (sends === undefined) return 0;
  return (sends.count === undefined ? sentData(call)?.bytes : fieldOf<number>(result, sends.count)) ?? 0;
}

/** The data that a call got from the kernel; undefined where its command receives none. */
export function receivedData(command: CommandName, result: TracedResult): TracedData | undefined {
  const { receives } = traitsOf(command);
  return receives === undefined ? undefined : fieldOf<TracedData>(result, receives);
}

/** Whether a call leaves what it receives where it is: MSG_PEEK. */
export function isPeek({ params }: Given): boolean {
  return "flags" in params && params.flags.includes("MSG_PEEK");
}

/** A field that a trait names: `describeCommand` holds the trait to fields that are there. */
function fieldOf<T>(values: TracedParams | TracedResult, name: string): T | undefined {
  return (values as Readonly<Record<string, T | undefined>>)[name];
}
