import { base64FromBytes, errnoNames, errnoNumber } from "@sockpit/protocol";
import { formatValue, type Value } from "@sockpit/protocol/scenario";

/** A socket that a step has made. */
export class SocketHandle {
  readonly fd: number;
  /** Which of the program's sockets, in the order in which they were made: 1, 2 … */
  readonly number: number;
  /** Its descriptor may be another socket's by now. */
  isClosed = false;

  constructor(fd: number, number: number) {
    this.fd = fd;
    this.number = number;
  }
}

/** A constant by its name, or several that were joined by `|`. */
export class Constant {
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    this.names = names;
  }

  /** The number of an errno; undefined of other constants, which the server knows by name. */
  get errno(): number | undefined {
    const [name] = this.names;
    const errno = errnoNames.find((each) => each === name);
    return errno === undefined || this.names.length > 1 ? undefined : errnoNumber(errno);
  }
}

/** What a step works with. Tuples and lists are arrays. */
export type RuntimeValue =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | SocketHandle
  | Constant
  | readonly RuntimeValue[];

/** Uint8Array of a value that a message shows. */
const SHOWN_BYTES = 200;

/** A value in the scenario's own notation, cut where it is long. */
export function formatRuntimeValue(value: RuntimeValue): string {
  if (value instanceof SocketHandle) return `<socket ${value.number}, fd ${value.fd}>`;
  if (value instanceof Constant) return value.names.join(" | ");
  if (isBytes(value)) {
    const shown = formatValue({ bytes: base64FromBytes(value.subarray(0, SHOWN_BYTES)) });
    return value.length > SHOWN_BYTES ? `${shown} ... (${value.length} bytes)` : shown;
  }
  if (isSequence(value))
    return `(${value.map(formatRuntimeValue).join(", ")}${value.length === 1 ? "," : ""})`;
  if (typeof value === "string" && value.length > SHOWN_BYTES)
    return `${formatValue(value.slice(0, SHOWN_BYTES))} ... (${value.length} characters)`;
  return formatValue(value satisfies Value);
}

export function isBytes(value: RuntimeValue): value is Uint8Array {
  return value instanceof Uint8Array;
}

export function isSequence(value: RuntimeValue): value is readonly RuntimeValue[] {
  return Array.isArray(value);
}

/** Whether two values are equal, as in Python; an errno equals its number. */
export function isEqual(a: RuntimeValue, b: RuntimeValue): boolean {
  if (isSequence(a) || isSequence(b)) {
    if (!isSequence(a) || !isSequence(b) || a.length !== b.length) return false;
    return a.every((item, at) => isEqual(item, b[at] ?? null));
  }
  if (isBytes(a) || isBytes(b)) {
    if (!isBytes(a) || !isBytes(b)) return false;
    return a.length === b.length && a.every((byte, at) => byte === b[at]);
  }
  if (a instanceof SocketHandle || b instanceof SocketHandle)
    return a instanceof SocketHandle && b instanceof SocketHandle && a.fd === b.fd;
  if (a instanceof Constant && b instanceof Constant) return isSameNames(a.names, b.names);
  return scalar(a) === scalar(b);
}

function isSameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

function scalar(value: RuntimeValue): unknown {
  if (value instanceof Constant) return value.errno ?? value.names.join(" | ");
  return typeof value === "boolean" ? Number(value) : value;
}
