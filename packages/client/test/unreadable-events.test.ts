import { Connection, type LabKey, RestClient } from "@sockpit/client";
import type { LabEvent } from "@sockpit/protocol";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";

let server: Server;
let rest: RestClient;
let key: LabKey;

/** A server of another version: processes called `odd` start with a number for a name. */
const asOtherVersion = (text: string) =>
  text.replaceAll(/("event":"processStarted"[^{}]*"name":)"odd"/g, "$1 7");

class OtherServer extends WebSocket {
  override emit(event: string | symbol, ...rest: unknown[]): boolean {
    const [data, isBinary] = rest;
    if (event !== "message" || isBinary === true) return super.emit(event, ...rest);
    return super.emit(event, Buffer.from(asOtherVersion(String(data))), isBinary);
  }
}

const fetchOther: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (!/event-stream|ndjson/.test(response.headers.get("content-type") ?? "")) return response;
  const texts = response.body?.pipeThrough(new TextDecoderStream());
  const changed = texts?.pipeThrough(
    new TransformStream<string, string>({
      transform: (text, controller) => controller.enqueue(asOtherVersion(text)),
    }),
  );
  return new Response(changed?.pipeThrough(new TextEncoderStream()) ?? null, response);
};

beforeAll(async () => {
  server = await startServer();
  rest = new RestClient({ baseUrl: server.baseUrl });
});
beforeEach(async () => {
  const { lab, token } = await rest.createLab();
  key = { lab: lab.id, token };
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await stopServer(server);
});

describe("Events that this version cannot read", () => {
  test("are counted and said once, and those that follow come, also in the same message", async () => {
    const said = vi.spyOn(console, "warn").mockReturnValue();
    for (const name of ["one", "odd", "two", "odd", "three"]) await rest.startProcess(key, name);
    const connection = await Connection.open({ baseUrl: server.baseUrl, key, webSocket: OtherServer });
    const names: string[] = [];
    const last = new Promise<void>((resolve) => {
      connection.onEvent((event: LabEvent) => {
        if (event.event !== "processStarted") return;
        names.push(event.name);
        if (event.name === "three") resolve();
      });
    });
    await connection.control("follow", { since: 0, batch: true });
    await last;
    connection.close();
    expect(names).toEqual(["one", "two", "three"]);
    expect(connection.droppedEvents).toBe(2);
    expect(said.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(/events processStarted of this server are left out: name: .*expected string/),
    ]);
  });

  test("are left out of a trace over REST, and said once", async () => {
    const said = vi.spyOn(console, "warn").mockReturnValue();
    for (const name of ["one", "odd", "two", "odd"]) await rest.startProcess(key, name);
    const events = await new RestClient({ baseUrl: server.baseUrl, fetch: fetchOther }).trace(key);
    expect(events.map(({ seq }) => seq)).toEqual([1, 3]);
    expect(said).toHaveBeenCalledTimes(1);
  });

  test("do not end a stream over REST", async () => {
    const said = vi.spyOn(console, "warn").mockReturnValue();
    for (const name of ["one", "odd", "two"]) await rest.startProcess(key, name);
    const events = new RestClient({ baseUrl: server.baseUrl, fetch: fetchOther }).events(key, { since: 0 });
    const seqs = [(await events.next()).value?.seq, (await events.next()).value?.seq];
    await events.return(undefined);
    expect(seqs).toEqual([1, 3]);
    expect(said).toHaveBeenCalledTimes(1);
  });
});
