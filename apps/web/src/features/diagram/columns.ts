import type { Entry, PacketEntry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import { type Lane, NOBODY } from "../../record/lanes.js";

/** By what a program's lane is split: a column of its own for each socket, or for each thread beside the main one. */
export type LaneSplit = "socket" | "thread";

/** What a column shows of its lane; null: all that no other column of the lane shows. */
type Part = { kind: "socket"; socket: string } | { kind: "thread"; thread: string };

/** A lifeline of the diagram: a lane, or a part of one. */
export interface Column {
  /** Stays as it is, whatever else there is. */
  key: string;
  lane: number;
  part: Part | null;
  /** The event with which it begins. */
  startSeq: number;
}

/** The diagram's lifelines from left to right, and in which of them each entry stands. */
export class Columns {
  readonly list: readonly Column[];
  readonly #ofLane = new Map<number, number>();
  readonly #ofPart = new Map<string, number>();
  readonly #splits: ReadonlyMap<number, LaneSplit>;
  readonly #record: LabRecord;

  constructor(record: LabRecord, lanes: readonly Lane[], splits: ReadonlyMap<number, LaneSplit> = new Map()) {
    this.#record = record;
    this.#splits = splits;
    const list: Column[] = [];
    for (const { id } of byHost(lanes)) {
      this.#ofLane.set(id, list.length);
      list.push({ key: `${id}`, lane: id, part: null, startSeq: 0 });
      for (const part of partsOf(record, id, splits.get(id))) {
        this.#ofPart.set(part.key, list.length);
        list.push(part);
      }
    }
    this.list = list;
  }

  /** The column of a lane as a whole. */
  ofLane(lane: number): number {
    return this.#ofLane.get(lane) ?? NOBODY;
  }

  ofEntry(entry: Exclude<Entry, { kind: "packet" | "arrival" | "loss" }>): number {
    const split = this.#splits.get(entry.lane);
    if (split === undefined) return this.ofLane(entry.lane);
    const call = entry.kind === "call" ? entry : entry.kind === "return" ? entry.of : null;
    if (split === "thread" && entry.kind === "lookup")
      return this.#part(entry.lane, entry.lookup.source?.thread);
    if (split === "thread") return this.#part(entry.lane, call?.source?.thread);
    const socket = entry.kind === "state" || entry.kind === "queue" ? entry.socket : call?.socket;
    return this.#part(entry.lane, socket);
  }

  /** Where a packet's arrow begins, and where it ends. */
  ofPacket({ packet, fromLane, toLane, cause, effect }: PacketEntry): { from: number; to: number } {
    return {
      from: this.#ofEnd(fromLane, packet.from, cause),
      to: this.#ofEnd(toLane, packet.to, effect),
    };
  }

  #ofEnd(lane: number, socket: string | null, call: number | null): number {
    const split = this.#splits.get(lane);
    if (split === undefined) return this.ofLane(lane);
    if (split === "socket") return this.#part(lane, socket);
    const thread = call === null ? undefined : this.#record.findCall(call)?.source?.thread;
    return this.#part(lane, thread);
  }

  #part(lane: number, name: string | null | undefined): number {
    return this.#ofPart.get(`${lane} ${name}`) ?? this.ofLane(lane);
  }
}

/** The lanes of each host beside each other, hosts in the order in which they came. */
function byHost(lanes: readonly Lane[]): readonly Lane[] {
  const hosts = [...new Set(lanes.map(({ host }) => host))];
  if (hosts.length < 2) return lanes;
  return hosts.flatMap((host) => lanes.filter((lane) => lane.host === host));
}

function partsOf(record: LabRecord, lane: number, split: LaneSplit | undefined): Column[] {
  if (split === undefined) return [];
  const use = record.uses.of(lane);
  return split === "socket"
    ? [...use.sockets].map(([socket, { seq }]) => ({
        key: `${lane} ${socket}`,
        lane,
        part: { kind: "socket", socket },
        startSeq: seq,
      }))
    : [...use.threads].map(([thread, { seq }]) => ({
        key: `${lane} ${thread}`,
        lane,
        part: { kind: "thread", thread },
        startSeq: seq,
      }));
}
