import { isUtf8 } from "node:buffer";
import type { LabKey } from "@sockpit/client";
import { type CallError, decodeRequest, ReplyMessage } from "@sockpit/protocol";
import { expect } from "vitest";
import type { RawSocket, Server } from "../support.js";
import { expectedRefusal, type FuzzedRequest, type Refusal } from "./request.js";

/** After so many requests a connection and its lab are given back, so that nothing that valid calls make piles up. */
const REQUESTS_PER_LAB = 400;
const NOT_UTF8_CODE = 1007;

/** Refusals that may come before a request is looked into. */
const early = ["too_many_calls", "over_budget", "no_such_process"];

/** Sends requests one after the other to a lab of its own, and checks each answer. */
export class FuzzedConnection {
  readonly #server: Server;
  #open: { key: LabKey; socket: RawSocket } | undefined;
  #sent = 0;

  constructor(server: Server) {
    this.#server = server;
  }

  /** A number for the next request, and one for what interrupts it. */
  get nextId(): number {
    return 2 * this.#sent + 10;
  }

  async send(request: FuzzedRequest): Promise<void> {
    const { socket } = this.#open ?? (await this.#enter());
    const expected = expectedRefusal(request);
    const cancelId = this.nextId + 1;
    this.#sent += 1;
    socket.socket.send(request.bytes, { binary: request.encoding === "binary" });
    if (request.encoding === "json" && !isUtf8(request.bytes)) {
      expect(await socket.closed).toBe(NOT_UTF8_CODE);
      return this.leave();
    }
    if (expected === undefined) await this.#expectOutcome(request, cancelId);
    else checkRefusal(ReplyMessage.parse(await nextReply(socket)), expected);
    if (this.#sent % REQUESTS_PER_LAB === 0) await this.leave();
  }

  async leave(): Promise<void> {
    if (this.#open === undefined) return;
    const { key, socket } = this.#open;
    this.#open = undefined;
    socket.socket.close();
    await this.#server.rest.deleteLab(key);
  }

  async #enter() {
    const key = await this.#server.newLab();
    const socket = await this.#server.rawSocket(key);
    const start = JSON.stringify({ id: 1, control: "startProcess", params: { name: "fuzz" } });
    expect(await socket.ask(start)).toMatchObject({ id: 1, ok: true, result: { pid: 1 } });
    this.#open = { key, socket };
    return this.#open;
  }

  /** A valid call is made, and interrupted, because it may wait for ever. The kernel says how it ends. */
  async #expectOutcome(request: FuzzedRequest, cancelId: number): Promise<void> {
    const { socket } = this.#open ?? (await this.#enter());
    const message = decodeRequest(request.bytes, request.encoding) as { id: number; control?: string };
    socket.socket.send(JSON.stringify({ id: cancelId, control: "cancel", params: { id: message.id } }));
    for (const _ of [request, "cancel"]) {
      const reply = ReplyMessage.parse(await nextReply(socket));
      expect([message.id, cancelId]).toContain(reply.id);
      if (!reply.ok) checkTyped(reply.error);
    }
    if (message.control === "endProcess") await this.leave();
  }
}

/** What a refused request must be answered with: what its own schema says. */
function checkRefusal(reply: ReplyMessage, { code, field }: NonNullable<Refusal>): void {
  if (reply.ok) throw new Error(`the server took what is ${code} (${field})`);
  checkTyped(reply.error);
  if (!("code" in reply.error)) throw new Error(`the kernel answered what is ${code} (${field})`);
  if (early.includes(reply.error.code)) return;
  expect({ code: reply.error.code, field: reply.error.field }).toEqual({ code, field });
}

export function checkTyped(error: CallError): void {
  expect(error.message.length).toBeLessThan(600);
  if ("code" in error) expect(error.code).not.toBe("internal");
}

async function nextReply(socket: RawSocket): Promise<object> {
  for (;;) {
    const { message } = await Promise.race([
      socket.next(),
      socket.closed.then((code) => {
        throw new Error(`the server closed the connection with ${code}`);
      }),
    ]);
    if (typeof message !== "object" || message === null) throw new Error("the answer is no object");
    if (!("event" in message || "events" in message)) return message;
  }
}
