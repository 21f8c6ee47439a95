import type { CreateLabOptions, LabKey } from "@sockpit/client";
import {
  type ControlName,
  type ControlResult,
  type CreatedLab,
  closeCodes,
  codedFailure,
  controls,
  type LabEvent,
  type LabInfo,
  type Stream,
} from "@sockpit/protocol";
import type { LabConnection, LabGateway } from "../features/lab/lab-gateway.js";
import type { LabRecords } from "../features/lab/lab-records.js";
import { loadFacts, loadStreams } from "../fixtures/load-fixture.js";
import type { Situation } from "./story.js";

/** A server that gives what a real one has given before: one lab, and its recorded events to who follows. */
export class RecordedServer implements LabGateway {
  readonly #events: readonly LabEvent[];
  readonly #kind: NonNullable<Situation["server"]>;
  readonly #facts: ReturnType<typeof loadFacts>;
  #hasLost = false;
  #hosts: LabInfo["hosts"];
  #closeLab: (() => void) | undefined;

  constructor(events: readonly LabEvent[], kind: NonNullable<Situation["server"]>) {
    this.#events = events;
    this.#kind = kind;
    this.#facts = loadFacts(kind === "is mapped" ? "without-packets" : "sample-programs");
  }

  async health() {
    if (this.#kind === "is silent") await new Promise(() => {});
    if (this.#kind === "is away") throw codedFailure("server_unreachable", "The server cannot be reached.");
    if (this.#kind === "refuses")
      throw codedFailure("forbidden_origin", "Requests from here are not allowed.");
    const { health } = this.#facts;
    if (this.#kind !== "has wires") return health;
    return { ...health, isolation: { ...health.isolation, wire: "tun" as const } };
  }

  async createLab({ hosts }: CreateLabOptions): Promise<CreatedLab> {
    this.#hosts = hosts?.map((name, at) => ({ name, addresses: [`10.0.0.${at + 1}`, `fd00::${at + 1}`] }));
    return { lab: this.#lab(), token: "token", viewerToken: "viewer-token" };
  }

  async getLab(): Promise<LabInfo> {
    if (this.#hasLost) throw codedFailure("no_such_lab", "There is no such lab.");
    return this.#lab();
  }

  async deleteLab(): Promise<void> {}

  async open(): Promise<LabConnection> {
    const listeners = new Set<(event: LabEvent) => void>();
    return {
      control: async <N extends ControlName>(name: N): Promise<ControlResult<N>> => {
        // They come after the answer: a lab in which all of this is about to happen.
        setTimeout(() => {
          for (const event of this.#events) for (const listener of listeners) listener(event);
        });
        const answer = { lab: this.#lab(), sockets: [], seq: 0, at: 0, dropped: 0 };
        return controls[name].result.parse(name === "follow" ? answer : {}) as ControlResult<N>;
      },
      onEvent: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onClose: (listener) => {
        const { code, kind, error } = closeCodes.labClosed;
        this.#closeLab = () => listener({ code, kind, error, reason: "the lab has ended" });
        return () => {};
      },
      close: () => {},
    };
  }

  /** Where the situation says so: the lab ends under the page, and the next one is another. */
  loseLab(): void {
    if (this.#kind !== "lost the lab") return;
    this.#hasLost = true;
    this.#closeLab?.();
  }

  #lab(): LabInfo {
    const id = this.#hasLost ? { id: "anewlab22" } : {};
    return { ...this.#facts.lab, ...id, ...(this.#hosts !== undefined && { hosts: this.#hosts }) };
  }
}

/** What a real lab gave as a whole. */
export const recordedRecords: LabRecords = {
  stream: async (_key: LabKey, number: number): Promise<Stream> => {
    const stream = loadStreams("sample-programs").find((kept) => kept.stream === number);
    if (stream === undefined) throw codedFailure("no_such_stream", "None of its packets is kept.");
    return stream;
  },
  capture: async () => new Uint8Array(),
  traceText: async () => "",
};
