import { bytesFromBase64, type TracedData } from "@sockpit/protocol";
import { reprBytes, reprText } from "./python-repr.js";

type Plain = Readonly<Record<string, unknown>>;

/** Bytes of data that are written out; what follows is cut. */
const SHOWN_BYTES = 256;

/**
 * A value of a call as a person would write it in Python: `('127.0.0.1', 8088)`, `b'hello'`, `SOCK_STREAM`, `None`.
 * It goes by the shape of the value, so a new command needs nothing here.
 */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return isConstant(value) ? value : reprText(value);
  if (value instanceof Uint8Array) return dataRepr(value, value.length);
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
  // What poll and epoll report of one descriptor.
  if ("fd" in value && "events" in value) return `(${String(value["fd"])}, ${formatFlags(value["events"])})`;
  if (isTracedData(value)) return dataRepr(keptBytes(value), value.bytes);
  if (typeof value["more"] === "number") return `… (+${value["more"]})`;
  if ("level" in value && "type" in value) return formatAncillary(value);
  if ("host" in value && "port" in value) {
    const parts = [value["host"], value["port"], value["flowinfo"], value["scopeId"]];
    return `(${parts
      .filter((part) => part !== undefined)
      .map(formatValue)
      .join(", ")})`;
  }
  if (typeof value["path"] === "string") return reprText(value["path"]);
  if (typeof value["abstract"] === "string") return reprText(`\0${value["abstract"]}`);
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

export function isTracedData(value: unknown): value is TracedData {
  return typeof value === "object" && value !== null && typeof (value as Plain)["bytes"] === "number";
}

function keptBytes({ text, base64 }: TracedData): Uint8Array {
  if (text !== undefined) return new TextEncoder().encode(text);
  return base64 === undefined ? new Uint8Array() : bytesFromBase64(base64);
}

/** Bytes as Python prints them, of which `wholeBytes` there were; what is cut is an ellipsis. */
function dataRepr(bytes: Uint8Array, wholeBytes: number): string {
  const shown = reprBytes(bytes.subarray(0, SHOWN_BYTES));
  return wholeBytes > Math.min(bytes.length, SHOWN_BYTES)
    ? `${shown.slice(0, -1)}…${shown.slice(-1)}`
    : shown;
}

/** What data says where Python's own way of writing it does not: text beyond ASCII. Null for other data. */
export function meaningOfData(value: unknown): string | null {
  if (!isTracedData(value) || value.text === undefined || isAscii(value.text)) return null;
  const characters = Array.from(value.text.replace(/\p{Cc}/gu, " "));
  const isCut = characters.length > SHOWN_BYTES || value.bytes > new TextEncoder().encode(value.text).length;
  return `“${characters.slice(0, SHOWN_BYTES).join("")}${isCut ? "…" : ""}”`;
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}
