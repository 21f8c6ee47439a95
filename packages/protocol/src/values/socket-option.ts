import { z } from "zod";
import { codedFailure } from "../call-failure.js";
import { socketOptionTable } from "./socket-option-table.js";

/** Levels of getsockopt(2) and setsockopt(2), with Linux's numbers. */
export const optionLevels = {
  SOL_SOCKET: 1,
  IPPROTO_IP: 0,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_IPV6: 41,
} as const;

export const OptionLevel = z
  .enum(Object.keys(optionLevels) as [keyof typeof optionLevels, ...(keyof typeof optionLevels)[]])
  .describe("The level of a socket option: getsockopt(2).");
export type OptionLevel = z.infer<typeof OptionLevel>;

/** One socket option that programs may use. Its level and number are what the kernel takes. */
export interface SocketOption {
  readonly level: OptionLevel;
  /** Linux's number in its level: the generic ABI (x86-64, arm64). */
  readonly number: number;
  /** `int`, or the C struct that stands in the bytes. */
  readonly value: string;
  readonly access: "get" | "set" | "get and set";
  /** What it does, in a few words. */
  readonly summary: string;
  readonly manPage: string;
}

export type SocketOptionName = keyof typeof socketOptionTable;

/** Every socket option that is offered, by POSIX name. The one list. */
export const socketOptions: Readonly<Record<SocketOptionName, SocketOption>> = socketOptionTable;

export const socketOptionNames = Object.keys(socketOptionTable) as SocketOptionName[];

/** Options that Linux has, and why a lab does not offer them. */
const refusals: Readonly<Record<string, string>> = {
  SO_BINDTODEVICE: "devices are not chosen here, bind to an address of one",
  SO_ATTACH_FILTER: "programs for the kernel are not taken",
  SO_ATTACH_BPF: "programs for the kernel are not taken",
  SO_PEERCRED: "it names processes of the server",
  SO_PASSCRED: "it names processes of the server",
  IP_RECVERR: "the error queue is not offered",
  IPV6_RECVERR: "the error queue is not offered",
};

/** Where the list of options stands. */
const OPTIONS_PAGE = "docs/reference/socket-options.md";

/** An option by its name, which must belong to the level. `option_not_allowed` where it is not in the list. */
export function socketOption(level: OptionLevel, name: string): SocketOption {
  const option = isSocketOptionName(name) ? socketOptions[name] : undefined;
  if (option?.level === level) return option;
  const reason = refusals[name];
  const why = option !== undefined ? `belongs to ${option.level}, not to ${level}` : "is not offered";
  throw codedFailure(
    "option_not_allowed",
    `The socket option ${name} ${why}${reason === undefined ? "" : `: ${reason}`}. See ${OPTIONS_PAGE}.`,
    { field: "params.option" },
  );
}

export function isSocketOptionName(name: string): name is SocketOptionName {
  return Object.hasOwn(socketOptionTable, name);
}
