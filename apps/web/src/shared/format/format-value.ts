import { bytesFromBase64, type TracedData } from "@sockpit/protocol";

type Plain = Readonly<Record<string, unknown>>;

/**
 * A value of a call as Python would write it: `('127.0.0.1', 8088)`, `b'hello'`, `SOCK_STREAM`, `None`.
 * It goes by the shape of the value, so a new command needs nothing here.
 */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return isConstant(value) ? value : pythonString(value);
  if (value instanceof Uint8Array) return pythonBytes(value);
  if (Array.isArray(value)) return formatList(value);
  if (typeof value === "object") return formatRecord(value as Plain);
  return String(value);
}

/** Constants travel by name: AF_INET, SHUT_WR, MSG_PEEK, ECONNREFUSED, POLLIN. */
function isConstant(text: string): boolean {
  return /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$|^(?:E|POLL)[A-Z0-9]+$/.test(text);
}

/** Flags are a list of constants, and are written as they are combined. */
function formatList(values: readonly unknown[]): string {
  const areConstants =
    values.length > 0 && values.every((value) => typeof value === "string" && isConstant(value));
  return areConstants ? values.join(" | ") : `[${values.map(formatValue).join(", ")}]`;
}

/** Flags that are combined to nothing are 0; other lists may be empty. */
export function formatFlags(value: unknown): string {
  return Array.isArray(value) && value.length === 0 ? "0" : formatValue(value);
}

function formatRecord(value: Plain): string {
  // What poll and epoll tell of one descriptor.
  if ("fd" in value && "events" in value) return `(${String(value["fd"])}, ${formatFlags(value["events"])})`;
  if (isTracedData(value)) return formatData(value);
  if (typeof value["more"] === "number") return `… (+${value["more"]})`;
  if ("level" in value && "type" in value) return formatAncillary(value);
  if ("host" in value && "port" in value) {
    const parts = [value["host"], value["port"], value["flowinfo"], value["scopeId"]];
    return `(${parts
      .filter((part) => part !== undefined)
      .map(formatValue)
      .join(", ")})`;
  }
  if (typeof value["path"] === "string") return pythonString(value["path"]);
  if (typeof value["abstract"] === "string") return pythonString(`\0${value["abstract"]}`);
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}: ${formatValue(item)}`)
    .join(", ")}}`;
}

/** One item of ancillary data: `(SOL_SOCKET, SCM_RIGHTS, [5])`. */
function formatAncillary({ level, type, fds, value }: Plain): string {
  const content = Array.isArray(fds) ? `[${fds.map(formatPassed).join(", ")}]` : formatValue(value);
  return `(${formatValue(level)}, ${formatValue(type)}, ${content})`;
}

/** A descriptor that is passed: its number, or the name that the program gave to a file of its own. */
function formatPassed(passed: unknown): string {
  if (typeof passed !== "object" || passed === null) return formatValue(passed);
  const { fd, token } = passed as Plain;
  return formatValue(fd ?? token);
}

function isTracedData(value: unknown): value is TracedData {
  return typeof value === "object" && value !== null && typeof (value as Plain)["bytes"] === "number";
}

/** Text beyond ASCII stays readable: Python's own `b'\xe4\xbd…'` says nothing to a person. */
function formatData({ bytes, text, base64 }: TracedData): string {
  if (text === undefined) {
    const kept = base64 === undefined ? new Uint8Array() : bytesFromBase64(base64);
    return pythonBytes(kept, bytes > kept.length);
  }
  const isCut = bytes > new TextEncoder().encode(text).length;
  const shown = isCut ? `${text}…` : text;
  return isAscii(text) ? `b${pythonString(shown)}` : `${pythonString(shown)}.encode()`;
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

function pythonBytes(bytes: Uint8Array, isCut = false): string {
  const body = Array.from(bytes, (byte) => {
    const isPrintable = byte >= 0x20 && byte < 0x7f;
    return isPrintable
      ? escapeCharacter(String.fromCharCode(byte))
      : `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  return `b'${body.join("")}${isCut ? "…" : ""}'`;
}

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapeCharacter(character: string): string {
  const known = escapes[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, "0")}` : character;
}

function pythonString(text: string): string {
  return `'${Array.from(text, escapeCharacter).join("")}'`;
}
