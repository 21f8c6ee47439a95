import type { LabEventName, LabEventOf } from "@sockpit/protocol";
import type { CallBook } from "../calls.js";
import type { CallEntry, Entry, PacketEntry } from "../entry.js";
import type { Joins } from "../joins.js";
import type { Placement } from "../placement.js";
import type { ProcessBook } from "../processes.js";
import type { Repeats } from "../repeats.js";
import type { RunSpans } from "../run-spans.js";
import type { SocketBook } from "../socket-book.js";
import type { SocketChanges } from "../socket-changes.js";
import type { UnixJoins } from "../unix-joins.js";
import type { WireBook } from "../wire-book.js";

/** What takes each event in. */
export type Handlers = { [N in LabEventName]: (event: LabEventOf<N>) => void };

/** The parts of a record that events go into. */
export interface RecordParts {
  readonly calls: CallBook;
  readonly processes: ProcessBook;
  readonly runs: RunSpans;
  readonly sockets: SocketBook;
  readonly placement: Placement;
  readonly joins: Joins;
  readonly unixJoins: UnixJoins;
  readonly changes: SocketChanges;
  readonly repeats: Repeats;
  readonly wire: WireBook;
  /** By number. */
  readonly packets: Map<number, PacketEntry>;
  /** Those that passed on a wire, in their order. */
  readonly flights: PacketEntry[];
  /** Addresses of hosts on a wire, by their names. */
  readonly hosts: Map<string, string>;
  /** So far, in their order. */
  readonly entries: readonly Entry[];
  push(entry: Entry): void;
  callFailed(call: CallEntry): void;
}
