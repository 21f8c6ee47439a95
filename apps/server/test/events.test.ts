import type { LabKey } from "@sockpit/client";
import { LabEvent } from "@sockpit/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { restError, Server } from "./support.js";

let server: Server;
let key: LabKey;
beforeAll(async () => {
  server = await Server.start();
});
beforeEach(async () => {
  key = await server.newLab();
});
afterAll(async () => {
  await server.stop();
});

/** One message of a stream. */
interface Message {
  id: string | undefined;
  event: string | undefined;
  data: string;
}

/** Reads server-sent events as WHATWG HTML §9.2.6 interprets them: comments aside. */
class EventReader {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = "";

  private constructor(response: Response) {
    if (response.body === null) throw new Error("no body");
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  static async open(query = "", headers: Record<string, string> = {}): Promise<EventReader> {
    const response = await server.fetch(`/api/labs/${key.lab}/events${query}`, { key, headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    return new EventReader(response);
  }

  /** The next message, or null where the stream has ended. */
  async next(): Promise<Message | null> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end === -1) {
        const { done, value } = await this.#reader.read();
        if (done) return null;
        this.#text += value;
        continue;
      }
      const lines = this.#text.slice(0, end).split("\n");
      this.#text = this.#text.slice(end + 2);
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const data = field("data");
      if (data !== undefined) return { id: field("id"), event: field("event"), data };
    }
  }

  async nextEvent(): Promise<LabEvent> {
    const message = await this.next();
    if (message === null || message.event !== undefined) throw new Error("no event");
    const event = LabEvent.parse(JSON.parse(message.data));
    expect(message.id).toBe(String(event.seq));
    return event;
  }

  stop(): Promise<void> {
    return this.#reader.cancel();
  }
}

describe("GET /api/labs/:lab/events", () => {
  test("sends what is kept, then each event as it happens", async () => {
    await server.rest.startProcess(key, "first");
    const stream = await EventReader.open("?since=0");
    expect(await stream.nextEvent()).toMatchObject({ seq: 1, event: "processStarted", name: "first" });
    await server.rest.startProcess(key, "second");
    expect(await stream.nextEvent()).toMatchObject({ seq: 2, event: "processStarted", name: "second" });
    await stream.stop();
  });

  test("sends only new events to a reader that names none", async () => {
    await server.rest.startProcess(key, "first");
    const stream = await EventReader.open();
    await server.rest.startProcess(key, "second");
    expect(await stream.nextEvent()).toMatchObject({ seq: 2, name: "second" });
    await stream.stop();
  });

  test("goes on after the last event that a reader has, when it comes back", async () => {
    for (const name of ["first", "second", "third"]) await server.rest.startProcess(key, name);
    const stream = await EventReader.open("?since=0", { "Last-Event-ID": "2" });
    expect(await stream.nextEvent()).toMatchObject({ seq: 3, name: "third" });
    await stream.stop();
  });

  test("ends with its lab", async () => {
    const pid = await server.rest.startProcess(key, "first");
    const stream = await EventReader.open();
    await server.rest.deleteLab(key);
    expect(await stream.nextEvent()).toMatchObject({ event: "processEnded", pid, reason: "labClosed" });
    expect(await stream.next()).toBeNull();
  });

  test("refuses what is no number of an event, a wrong token and a lab that is gone", async () => {
    const path = `/api/labs/${key.lab}/events`;
    const resumed = await server.fetch(path, { key, headers: { "Last-Event-ID": "-1" } });
    expect(await restError(resumed)).toMatchObject({ status: 400, error: { field: "Last-Event-ID" } });
    const asked = await server.fetch(`${path}?since=some`, { key });
    expect(await restError(asked)).toMatchObject({ status: 400, error: { field: "since" } });
    expect(await restError(await server.fetch(path))).toMatchObject({ status: 401 });
    await server.rest.deleteLab(key);
    expect(await restError(await server.fetch(path, { key }))).toMatchObject({ status: 404 });
  });
});

describe("follow with batch", () => {
  test("puts the events of a call before its reply, in one message", async () => {
    const socket = await server.rawSocket(key);
    await socket.ask('{"id":1,"control":"follow","params":{"batch":true}}');
    const events = await socket.ask('{"id":2,"control":"startProcess","params":{"name":"program"}}');
    expect(events).toMatchObject({ events: [{ event: "processStarted", seq: 1, pid: 1 }] });
    expect((await socket.next()).message).toEqual({ id: 2, ok: true, result: { pid: 1 } });
    socket.socket.close();
  });

  test("sends many events in few messages, none lost, in order", async () => {
    const pid = await server.rest.startProcess(key, "program");
    const writer = await server.connect(key);
    const socket = await server.rawSocket(key);
    await socket.ask('{"id":1,"control":"follow","params":{"batch":true}}');
    const lines = Array.from({ length: 2000 }, (_, line) => String(line));
    const written = Promise.all(
      lines.map((text) => writer.control("write", { pid, stream: "stdout", text })),
    );
    const seen: string[] = [];
    let messages = 0;
    while (seen.length < lines.length) {
      const { events } = (await socket.next()).message as { events: unknown[] };
      messages += 1;
      for (const event of events) seen.push((LabEvent.parse(event) as { text: string }).text);
    }
    await written;
    expect(seen).toEqual(lines);
    expect(messages).toBeLessThan(lines.length / 4);
    socket.socket.close();
    writer.close();
  });

  test("is understood by the SDK's connection", async () => {
    const connection = await server.connect(key);
    const seen: number[] = [];
    connection.onEvent(({ seq }) => seen.push(seq));
    await connection.control("follow", { batch: true });
    await connection.control("startProcess", { name: "one" });
    await connection.control("startProcess", { name: "two" });
    expect(seen).toEqual([1, 2]);
    expect(connection.droppedEvents).toBe(0);
    connection.close();
  });
});
