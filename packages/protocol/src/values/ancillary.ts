import { ancillaryTable } from "./ancillary-table.js";
import { excerpt } from "./excerpt.js";
import type { OptionLevel } from "./socket-option.js";

/** One kind of ancillary data that programs may use. Level and number are what the kernel takes. */
export interface AncillaryKind {
  readonly level: OptionLevel;
  /** cmsg_type. */
  readonly number: number;
  /** What stands in the bytes: `int`, `byte`, file descriptors, or the C struct. */
  readonly value: string;
  readonly travels: "received" | "sent and received";
  /** What it says, in a few words. */
  readonly summary: string;
  readonly manPage: string;
}

export type AncillaryType = keyof typeof ancillaryTable;

/** Every kind of ancillary data that is offered, by its name. The one list. */
export const ancillaryKinds: Readonly<Record<AncillaryType, AncillaryKind>> = ancillaryTable;

export const ancillaryTypes = Object.keys(ancillaryTable) as AncillaryType[];

/** Ancillary data that Linux has, and why a lab does not offer it. */
const refusals: Readonly<Record<string, string>> = {
  SCM_TIMESTAMP: "it is only received",
  SCM_CREDENTIALS: "it names processes of the server",
  SCM_SECURITY: "it names labels of the server",
  SCM_PIDFD: "it names processes of the server",
  IP_RECVERR: "the error queue is not offered",
  IPV6_RECVERR: "the error queue is not offered",
};

/** Where the list stands. */
const ANCILLARY_PAGE = "docs/reference/ancillary-data.md";

/** What is said of ancillary data that is not in the list. */
export function ancillaryRefusal(type: string): string {
  const reason = refusals[type];
  return `The ancillary data ${excerpt(type)} is not offered${reason === undefined ? "" : `: ${reason}`}. See ${ANCILLARY_PAGE}.`;
}
