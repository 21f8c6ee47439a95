import { type LabKey, RestClient } from "@sockpit/client";
import type { LabEvent } from "@sockpit/protocol";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { failureOf } from "./support.js";

let server: Server;
let rest: RestClient;
let key: LabKey;

beforeAll(async () => {
  server = await startServer();
  rest = new RestClient({ baseUrl: server.baseUrl });
});
beforeEach(async () => {
  const { lab, token } = await rest.createLab();
  key = { lab: lab.id, token };
});
afterAll(async () => {
  await stopServer(server);
});

async function startProcesses(names: readonly string[]): Promise<void> {
  for (const name of names) await rest.startProcess(key, name);
}

async function take(events: AsyncIterable<LabEvent>, count: number): Promise<number[]> {
  const seqs: number[] = [];
  for await (const { seq } of events) {
    seqs.push(seq);
    if (seqs.length === count) break;
  }
  return seqs;
}

describe("A trace as a stream", () => {
  test("gives the events in order, from and up to what is asked for", async () => {
    await startProcesses(["one", "two", "three"]);
    expect(await take(rest.traceStream(key), 10)).toEqual([1, 2, 3]);
    expect(await take(rest.traceStream(key, { since: 1, limit: 1 }), 10)).toEqual([2]);
    expect(await take(rest.traceStream(key), 2)).toEqual([1, 2]);
  });
});

describe("Events as a stream", () => {
  test("come as they happen, and those that are kept first", async () => {
    await startProcesses(["one"]);
    const events = rest.events(key, { since: 0 });
    expect((await events.next()).value).toMatchObject({ event: "processStarted", name: "one" });
    await startProcesses(["two"]);
    expect((await events.next()).value).toMatchObject({ event: "processStarted", name: "two" });
    await events.return(undefined);
  });

  test("go on after the last event where the connection breaks off", async () => {
    await startProcesses(["one", "two"]);
    const asked: (string | null)[] = [];
    const breaking: typeof fetch = async (input, init) => {
      asked.push(new Headers(init?.headers).get("last-event-id"));
      const response = await fetch(input, init);
      if (asked.length > 1 || response.body === null) return response;
      const first = response.body.getReader();
      const isBroken = new ReadableStream<Uint8Array>({
        async pull(controller) {
          const { value } = await first.read();
          if (new TextDecoder().decode(value).includes("data: ")) {
            controller.enqueue(value as Uint8Array);
            void first.cancel();
            setImmediate(() => controller.error(new TypeError("terminated")));
          }
        },
      });
      return new Response(isBroken, response);
    };
    const flaky = new RestClient({ baseUrl: server.baseUrl, fetch: breaking });
    const events = flaky.events(key, { since: 0 });
    expect([(await events.next()).value?.seq, (await events.next()).value?.seq]).toEqual([1, 2]);
    const next = events.next();
    await startProcesses(["three"]);
    expect((await next).value).toMatchObject({ seq: 3, name: "three" });
    expect(asked).toEqual(["0", "2"]);
    await events.return(undefined);
  });

  test("end with the lab, and with the caller's signal", async () => {
    const controller = new AbortController();
    const following = take(rest.events(key, { since: 0, signal: controller.signal }), 10);
    controller.abort(new Error("seen enough"));
    await expect(following).rejects.toThrow("seen enough");
    await startProcesses(["one"]);
    const events = rest.events(key, { since: 0 });
    await events.next();
    const remaining = take(events, 10);
    await rest.deleteLab(key);
    expect(await remaining).toEqual([2]);
  });

  test("reject with what the server refuses", async () => {
    const stranger = { lab: key.lab, token: "x" };
    expect(await failureOf(rest.events(stranger).next())).toMatchObject({ code: "unauthorized" });
  });
});
