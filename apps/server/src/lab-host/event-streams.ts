import { encodeJson, type LabEvent } from "@sockpit/protocol";
import type { FromLabHost, ToLabHost } from "../between/messages.js";
import { EventBatch } from "./event-batch.js";
import type { Labs } from "./labs.js";

interface Stream {
  lab: string;
  batch: EventBatch;
  stop: () => void;
}

/** The labs' events as server-sent events (WHATWG HTML §9.2), each stream until its reader or its lab goes. */
export class EventStreams {
  readonly #labs: Labs;
  readonly #tell: (message: FromLabHost) => void;
  readonly #streams = new Map<number, Stream>();

  constructor(labs: Labs, tell: (message: FromLabHost) => void) {
    this.#labs = labs;
    this.#tell = tell;
  }

  /** Begins with what the lab keeps since `since`, or a comment where that is nothing. `no_such_lab`. */
  open({ id, lab: labId, since }: Extract<ToLabHost, { type: "follow" }>): void {
    const { lab, release } = this.#labs.hold(labId);
    const send = (text: string) => this.#tell({ type: "text", id, text });
    const batch = new EventBatch((events) => send(events.map(encodeEvent).join("")));
    const { events, dropped } = lab.since(since ?? lab.since(0).seq);
    send(dropped === 0 ? ": following\n\n" : `event: dropped\ndata: ${encodeJson({ dropped })}\n\n`);
    for (const event of events) batch.add(event);
    const stopListening = lab.listen((event) => batch.add(event));
    const stop = () => {
      stopListening();
      batch.stop();
      release();
    };
    this.#streams.set(id, { lab: labId, batch, stop });
  }

  /** Its reader has gone. */
  close(id: number): void {
    this.#streams.get(id)?.stop();
    this.#streams.delete(id);
  }

  closeLab(lab: string): void {
    for (const [id, stream] of this.#streams) {
      if (stream.lab !== lab) continue;
      stream.batch.flush();
      this.close(id);
      this.#tell({ type: "end", id });
    }
  }
}

function encodeEvent(event: LabEvent): string {
  return `id: ${event.seq}\ndata: ${encodeJson(event)}\n\n`;
}
