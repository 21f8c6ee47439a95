import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import type { CreateLabOptions, LabKey } from "@sockpit/client";
import { type CallError, type CreateWire, ErrorBody } from "@sockpit/protocol";
import { ATTACKER_ADDRESS, AttackedLab, type LabOwner } from "./attacked-lab.js";
import { keyOf } from "./new-lab.js";

export interface RestAnswer {
  readonly status: number;
  readonly text: string;
}

interface RestOptions {
  readonly key?: LabKey;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The attacker's side: what it holds open, how long it may go on, and what it was answered. */
export class Attacker implements LabOwner {
  readonly port: number;
  /** Error codes and errnos, and how often each came. */
  readonly answers = new Map<string, number>();
  /** What must not have happened. */
  readonly failures: string[] = [];
  readonly #endsAt: number;
  readonly #labs: LabKey[] = [];
  readonly #open = new Set<{ destroy(): void }>();

  constructor(port: number, durationMs: number) {
    this.port = port;
    this.#endsAt = performance.now() + durationMs;
  }

  get isOver(): boolean {
    return performance.now() >= this.#endsAt;
  }

  /** Waits until the time is over. */
  async stay(): Promise<void> {
    while (!this.isOver) await this.pause(20);
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  /** Does something again and again, and lets other senders have their turn. */
  async repeat(times: number, action: (count: number) => unknown): Promise<void> {
    for (let count = 0; count < times && !this.isOver; count += 1) {
      await action(count);
      if (count % 16 === 15) await this.pause(0);
    }
  }

  /** Several at once; what one of them meets ends it alone. */
  async together(count: number, action: (index: number) => Promise<unknown>): Promise<void> {
    await Promise.allSettled(Array.from({ length: count }, (_, index) => action(index)));
  }

  count(answer: string): void {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
  }

  countError(error: CallError): void {
    const name = "code" in error ? error.code : error.kind === "errno" ? error.errno : error.kind;
    this.count(name);
    if (name === "internal") this.unexpected(`internal: ${error.message}`);
  }

  unexpected(what: string): void {
    const MAX_FAILURES = 8;
    if (this.failures.length < MAX_FAILURES) this.failures.push(what);
  }

  /** A lab of the attacker's. Fails where the server gives none. */
  lab(): Promise<AttackedLab> {
    return this.#lab({});
  }

  /** One with hosts `a` and `b`. */
  labOnWire(wire: CreateWire): Promise<AttackedLab> {
    return this.#lab({ hosts: ["a", "b"], wire });
  }

  async #lab(options: CreateLabOptions): Promise<AttackedLab> {
    const { status, text } = await this.rest("POST", "/api/labs", { body: JSON.stringify(options) });
    if (status !== 201) throw new Error(`no lab: ${status}`);
    const key = keyOf(text);
    this.#labs.push(key);
    return new AttackedLab(this, key);
  }

  /** One REST call over a TCP connection of its own. */
  rest(method: string, path: string, options: RestOptions = {}): Promise<RestAnswer> {
    return new Promise((resolve, reject) => {
      const request = httpRequest({
        port: this.port,
        host: "127.0.0.1",
        localAddress: ATTACKER_ADDRESS,
        agent: false,
        method,
        path,
        headers: {
          ...(options.body === undefined
            ? {}
            : { "content-type": "application/json", "content-length": Buffer.byteLength(options.body) }),
          ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key.token}` }),
          ...options.headers,
        },
      });
      request.on("error", reject);
      request.on("response", (response: IncomingMessage) => {
        let text = "";
        response.setEncoding("utf8").on("data", (piece: string) => {
          text += piece;
        });
        response.on("error", reject).on("end", () => {
          const status = response.statusCode ?? 0;
          this.#countAnswer(status, text);
          resolve({ status, text });
        });
      });
      request.end(options.body);
    });
  }

  /** A TCP connection to the server on which the attacker writes what it likes. Closed when it leaves. */
  async tcp(firstBytes: string | Uint8Array = "", { reads = true } = {}): Promise<Socket> {
    const socket = connect({ port: this.port, host: "127.0.0.1", localAddress: ATTACKER_ADDRESS });
    this.keep(socket);
    socket.on("error", () => undefined);
    await once(socket, "connect");
    if (reads) socket.resume();
    if (firstBytes.length > 0) socket.write(firstBytes);
    return socket;
  }

  keep(resource: { destroy(): void }): void {
    this.#open.add(resource);
  }

  /** Leaves as a client should: labs deleted, connections closed. */
  async leave(): Promise<void> {
    for (const resource of this.#open) resource.destroy();
    await this.together(this.#labs.length, async (index) => {
      const key = this.#labs[index];
      if (key !== undefined) await this.rest("DELETE", `/api/labs/${key.lab}`, { key });
    });
  }

  #countAnswer(status: number, text: string): void {
    if (status < 400) {
      this.count("ok");
      return;
    }
    try {
      this.countError(ErrorBody.parse(JSON.parse(text)).error);
    } catch {
      this.unexpected(`${status} without a typed error: ${text.slice(0, 80)}`);
    }
  }
}
