import { type CommandName, commands, type TracedRecord } from "@sockpit/protocol";
import { formatFlags, formatValue, meaningOfData } from "./format-value.js";

/** A call as a line of Python, apart from the descriptor that it was made on. */
interface FormattedCall {
  fd: number | null;
  name: string;
  /** `('127.0.0.1', 8088)` of `connect(('127.0.0.1', 8088))`, without the outer brackets. */
  args: string;
  /** What its data says, where that is text beyond ASCII. */
  meaning: string | null;
}

/**
 * A call with its arguments, from its description in the protocol: params in the order in which they
 * are described, defaults at the end left out, as a person would write it.
 */
export function formatCall(command: CommandName, params: TracedRecord): FormattedCall {
  const { fd, ...rest } = params;
  const names = paramNames(command).filter((name) => name !== "fd" && name in rest);
  const others = Object.keys(rest).filter((name) => !names.includes(name));
  const ordered = [...names, ...others];
  while (ordered.length > 0) {
    const last = ordered.at(-1);
    if (last === undefined || !isDefault(command, last, rest[last])) break;
    ordered.pop();
  }
  return {
    fd: typeof fd === "number" ? fd : null,
    name: command,
    args: ordered.map((name) => formatNamed(name, rest[name])).join(", "),
    meaning: meaningOfData(rest["data"]),
  };
}

function formatNamed(name: string, value: unknown): string {
  return name === "flags" ? formatFlags(value) : formatValue(value);
}

interface Schema {
  shape?: Readonly<Record<string, Schema>>;
  def?: { type?: string; defaultValue?: unknown };
}

function paramSchemas(command: CommandName): Readonly<Record<string, Schema>> {
  return (commands[command]?.params as Schema | undefined)?.shape ?? {};
}

function paramNames(command: CommandName): readonly string[] {
  return Object.keys(paramSchemas(command));
}

function isDefault(command: CommandName, name: string, value: unknown): boolean {
  const schema = paramSchemas(command)[name];
  return schema?.def?.type === "default" && JSON.stringify(schema.def.defaultValue) === JSON.stringify(value);
}
