import {
  type CommandName,
  epollEvents,
  type KernelSocket,
  openedDescriptors,
  pollEvents,
  type TracedRecord,
  type TracedResult,
  traitsOf,
} from "@sockpit/protocol";
import { formatValue, meaningOfData } from "./format-value.js";
import { reprBytes, reprText } from "./python-repr.js";

/** What a call returned. */
interface FormattedResult {
  /** As Python prints it; long data is cut. */
  text: string;
  /** What that says where few can read it: text beyond ASCII, the names of numbers. */
  meaning: string | null;
}

interface FormattedCall {
  readonly command: CommandName;
  readonly params: TracedRecord;
}

/** The flags that recvmsg(2) reports, with Linux's bits. Python has their sum. */
const messageFlags: Readonly<Record<string, number>> = {
  MSG_OOB: 1,
  MSG_CTRUNC: 8,
  MSG_TRUNC: 0x20,
  MSG_EOR: 0x80,
};

/** Fields that are said beside the result: `CutNote`. */
const asides: ReadonlySet<string> = new Set(["lostBytes", "lengthBytes"]);

/**
 * A result as Python prints it: nothing as `None`, one value as itself, several as a tuple. `made`: the socket that the
 * call gave its program, as it was then; without it socket objects are cut.
 */
export function formatResult(
  { command, params }: FormattedCall,
  result: TracedRecord,
  made?: KernelSocket,
): FormattedResult {
  if ("errno" in result) return { text: String(result["errno"]), meaning: textOf(result["name"]) };
  const opened = openedDescriptors(command, result as TracedResult);
  if (traitsOf(command).makes === "epoll")
    return { text: "<select.epoll object>", meaning: `fd ${opened[0]}` };
  if (traitsOf(command).makes === "pipe") return { text: `(${opened.join(", ")})`, meaning: null };
  const parts = Object.entries(result)
    .filter(([name]) => !asides.has(name))
    .flatMap(([name, value]) => {
      if (name === "fds" || (name === "fd" && opened.length > 0))
        return opened.map((fd) => ({ text: reprSocket(fd, made, params["proto"]), meaning: null }));
      return formatField(name, value);
    });
  const meanings = parts.flatMap(({ meaning }) => meaning ?? []);
  const [first, ...others] = parts.map(({ text }) => text);
  return {
    text: first === undefined ? "None" : others.length === 0 ? first : `(${[first, ...others].join(", ")})`,
    meaning: meanings.length === 0 ? null : meanings.join(" · "),
  };
}

function formatField(name: string, value: unknown): FormattedResult {
  switch (name) {
    case "address":
      return { text: reprAddress(value), meaning: null };
    case "flags":
      return formatBits(value, messageFlags);
    case "ready":
    case "events":
      return formatReady(value);
    default:
      return { text: formatValue(value), meaning: meaningOfData(value) };
  }
}

/** An address as `getsockname` gives it: an IPv6 one with flow label and scope, an abstract one as bytes. */
function reprAddress(value: unknown): string {
  if (typeof value !== "object" || value === null) return "None";
  const { host, port, flowinfo, scopeId, path, abstract } = value as TracedRecord;
  if (typeof host === "string") {
    const more = host.includes(":") ? `, ${flowinfo ?? 0}, ${scopeId ?? 0}` : "";
    return `(${reprText(host)}, ${port}${more})`;
  }
  return typeof abstract === "string"
    ? reprBytes(new TextEncoder().encode(`\0${abstract}`))
    : reprText(String(path ?? ""));
}

/** What poll and epoll report: `[(3, 1)]`, with the names of the bits beside it. */
function formatReady(value: unknown): FormattedResult {
  const entries = Array.isArray(value) ? (value as TracedRecord[]) : [];
  const meanings: string[] = [];
  const parts = entries.map(({ fd, events, more }) => {
    if (more !== undefined) return `… (+${more})`;
    const { text, meaning } = formatBits(events, { ...pollEvents, ...epollEvents });
    if (meaning !== null) meanings.push(entries.length === 1 ? meaning : `${fd}: ${meaning}`);
    return `(${fd}, ${text})`;
  });
  return { text: `[${parts.join(", ")}]`, meaning: meanings.length === 0 ? null : meanings.join(", ") };
}

/** Names of bits as the number that they are together. */
function formatBits(value: unknown, bits: Readonly<Record<string, number>>): FormattedResult {
  const names = Array.isArray(value) ? value.map(String) : [];
  const number = names.reduce((sum, name) => (sum | (bits[name] ?? 0)) >>> 0, 0);
  return { text: String(number), meaning: names.length === 0 ? null : names.join(" | ") };
}

const families = { AF_UNIX: 1, AF_INET: 2, AF_INET6: 10 } as const;
const types = { SOCK_STREAM: 1, SOCK_DGRAM: 2 } as const;

/** A socket object. Without what is known of it, the rest is an ellipsis. */
function reprSocket(fd: number, made: KernelSocket | undefined, proto: unknown): string {
  if (made === undefined) return `<socket fd=${fd}>`;
  const { family, type, local, peer } = made;
  const unbound = {
    AF_UNIX: { path: "" },
    AF_INET: { host: "0.0.0.0", port: 0 },
    AF_INET6: { host: "::", port: 0 },
  };
  const addresses = [
    ["laddr", reprAddress(local ?? unbound[family])],
    ["raddr", peer === null ? "''" : reprAddress(peer)],
  ].flatMap(([name, text]) => (text === "''" ? [] : `, ${name}=${text}`));
  return `<socket.socket fd=${fd}, family=${families[family]}, type=${types[type]}, proto=${proto ?? 0}${addresses.join("")}>`;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
