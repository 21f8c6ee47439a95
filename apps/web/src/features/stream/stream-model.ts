import type { LabKey } from "@sockpit/client";
import { CallFailure } from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { PacketEntry } from "../../record/entry.js";
import type { LabRecord } from "../../record/lab-record.js";
import type { LabRecords } from "../lab/public.js";
import { pause } from "./slices.js";
import { type Talk, talkOfCalls, talkOfStream } from "./talk.js";
import type { Form } from "./talk-rows.js";

/** A stream that can be followed: its number, and its newest packet. */
export interface KnownStream {
  stream: number;
  newest: PacketEntry;
}

type StreamPhase =
  | { kind: "closed" }
  | { kind: "loading"; stream: number }
  | { kind: "open"; talk: Talk; packet: number | null }
  | { kind: "failed"; stream: number; message: string };

interface StreamState {
  phase: StreamPhase;
  /** How payloads are shown, wherever one is. */
  form: Form;
}

interface StreamOptions {
  records: LabRecords;
  key(): LabKey | null;
  record: LabRecord;
}

/** The talk that a person follows. */
export class StreamModel {
  readonly store: StoreApi<StreamState> = createStore(() => ({ phase: { kind: "closed" }, form: "text" }));
  readonly #options: StreamOptions;
  /** Counts requests, so that one overtaken by another leaves no trace. */
  #request = 0;

  constructor(options: StreamOptions) {
    this.#options = options;
  }

  setForm(form: Form): void {
    this.store.setState({ form });
  }

  /** Follows what a packet belongs to, and shows the packet in it. */
  followPacket(packet: number): void {
    const stream = this.#options.record.findPacket(packet)?.packet.stream;
    if (stream !== undefined) void this.followStream(stream, packet);
  }

  /** Follows a socket: by its packets, else by its calls. */
  followSocket(socket: string): void {
    const { record } = this.#options;
    const entry = record.entries.findLast(
      (candidate) => candidate.kind === "packet" && isOf(candidate, socket),
    );
    const stream = entry?.kind === "packet" ? entry.packet.stream : undefined;
    if (stream !== undefined) void this.followStream(stream);
    else this.#show({ kind: "open", talk: talkOfCalls(socket, record), packet: null });
  }

  /** Follows the socket that a call was made on; shows the first packet that the call sent. */
  followCall(call: number): void {
    const { record } = this.#options;
    const entry = record.findCall(call);
    if (entry === undefined) return;
    const packet = entry.packets.find((number) => record.findPacket(number)?.packet.stream !== undefined);
    if (packet !== undefined) this.followPacket(packet);
    else if (entry.socket !== null) this.followSocket(entry.socket);
  }

  async followStream(stream: number, packet: number | null = null): Promise<void> {
    const { records, key, record } = this.#options;
    const request = this.#show({ kind: "loading", stream });
    try {
      const labKey = key();
      if (labKey === null) throw new Error("The lab is not open.");
      const followed = await records.stream(labKey, stream);
      // Reading ten megabytes is a task's work, showing them another's.
      await pause();
      if (request === this.#request)
        this.#show({ kind: "open", talk: talkOfStream(followed, record), packet });
    } catch (error) {
      if (request !== this.#request) return;
      const message = error instanceof CallFailure ? error.error.message : String(error);
      this.#show({ kind: "failed", stream, message });
    }
  }

  close(): void {
    this.#show({ kind: "closed" });
  }

  /** The streams that the page knows packets of, oldest first. */
  known(): KnownStream[] {
    const newest = new Map<number, PacketEntry>();
    for (const entry of this.#options.record.entries) {
      if (entry.kind === "packet" && entry.packet.stream !== undefined)
        newest.set(entry.packet.stream, entry);
    }
    return [...newest]
      .map(([stream, entry]) => ({ stream, newest: entry }))
      .sort((a, b) => a.stream - b.stream);
  }

  #show(phase: StreamPhase): number {
    this.#request += 1;
    this.store.setState({ phase });
    return this.#request;
  }
}

function isOf({ packet: { from, to, stream } }: PacketEntry, socket: string): boolean {
  return stream !== undefined && (from === socket || to === socket);
}
