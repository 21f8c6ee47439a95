import {
  ANSWER_WINDOW_BYTES,
  EVENT_WINDOW_BYTES,
  type FromLabHost,
  type LabHostRequest,
  type ToLabHost,
} from "../../between/messages.js";
import { errorForCaller } from "../../between/report-bug.js";
import type { Labs } from "../labs.js";
import type { Parser } from "../parsing/parser.js";
import type { Turns } from "../turns.js";
import { answerRequest } from "./answer-request.js";
import type { EventStreams } from "./event-streams.js";
import type { LargeBodies } from "./large-bodies.js";
import { OutgoingAnswer } from "./outgoing-answer.js";

interface Parts {
  readonly labs: Labs;
  readonly streams: EventStreams;
  readonly turns: Turns;
  readonly parser: Parser;
  readonly bodies: LargeBodies;
  readonly post: (message: FromLabHost) => void;
}

/** In a lab, all that REST asks is one source of work. */
const REST = "rest";

/** What the front door has asked and is not answered to its end. */
export class Requests {
  readonly #parts: Parts;
  readonly #underWay = new Map<number, OutgoingAnswer>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  add({ id, request, bodyBytes }: Extract<ToLabHost, { type: "request" }>): void {
    const { turns, post, bodies } = this.#parts;
    if (request.do === "createLab") turns.assign(request.lab, request.visitor);
    const bytes = request.do === "callCommand" ? (bodyBytes ?? request.body.length) : 0;
    let giveBack: () => void;
    try {
      giveBack = this.#take(request, bytes);
    } catch (error) {
      if (bodyBytes !== undefined) void bodies.drop(id);
      post({ type: "failure", id, error: errorForCaller(error) });
      return;
    }
    const windowBytes = request.do === "events" ? EVENT_WINDOW_BYTES : ANSWER_WINDOW_BYTES;
    const answer = new OutgoingAnswer({ id, windowBytes, post, turn: () => this.#turn(request.lab) });
    this.#underWay.set(id, answer);
    const run = (parsedBody?: () => unknown) => {
      const { interrupter } = answer;
      const make = () => answerRequest(request, { ...this.#parts, interrupter, parsedBody });
      void answer.send(make).finally(() => {
        this.#underWay.delete(id);
        giveBack();
      });
    };
    if (bodyBytes === undefined) turns.add(request.lab, REST, () => run(), { bytes });
    else void this.#parse(id, request.lab).then((body) => turns.add(request.lab, REST, () => run(body)));
  }

  /** Parses a large body in the other thread. Until that is done nothing says that the request is taken, and its bytes count. */
  async #parse(id: number, lab: string): Promise<() => unknown> {
    const { bodies, parser } = this.#parts;
    try {
      const value = await parser.parse(lab, { bytes: await bodies.of(id), encoding: "json" });
      return () => value;
    } catch (error) {
      return () => {
        throw error;
      };
    }
  }

  credit({ id, bytes }: Extract<ToLabHost, { type: "credit" }>): void {
    this.#underWay.get(id)?.addCredit(bytes);
  }

  cancel(id: number): void {
    this.#underWay.get(id)?.cancel();
  }

  /** A call holds its lab, and counts towards what the lab's calls may hold, from when it arrives until it ends. */
  #take(request: LabHostRequest, bytes: number): () => void {
    if (request.do !== "callCommand") return () => undefined;
    const { calls, release } = this.#parts.labs.holdForRequest(request.lab);
    try {
      calls.take(bytes);
      return () => {
        calls.giveBack(bytes);
        release();
      };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Until it is REST's turn in the lab. */
  #turn(lab: string): Promise<void> {
    return new Promise((resolve) => this.#parts.turns.add(lab, REST, resolve));
  }
}
