import { Connection, type LabKey, RestClient } from "@sockpit/client";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { connectedLab } from "../src/features/peer/connected-lab.js";
import { HttpClient } from "../src/features/peer/http-model.js";
import type { PeerLab, PeerProcess } from "../src/features/peer/peer-process.js";
import { Terminal } from "../src/features/peer/terminal-model.js";
import type { ReadableStore } from "../src/shared/use-model.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const host = "127.0.0.1";

let server: Server;
let rest: RestClient;
let key: LabKey;
let lab: PeerLab;

beforeAll(async () => {
  server = await startServer();
  rest = new RestClient({ baseUrl: server.baseUrl });
});
beforeEach(async () => {
  const { lab: info, token } = await rest.createLab();
  key = { lab: info.id, token };
  lab = connectedLab(() => Connection.open({ baseUrl: server.baseUrl, key, webSocket: WebSocket }));
});
afterAll(async () => {
  await stopServer(server);
});

const atOnce = (callback: () => void) => {
  queueMicrotask(callback);
  return () => undefined;
};

/** Resolves when a state fits. */
function until<T>(store: ReadableStore<T>, fits: (state: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (state: T) => {
      if (!fits(state)) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(check);
    check(store.getState());
  });
}

/** A program in the lab that listens on a port. */
async function listening(port: number, type: "SOCK_STREAM" | "SOCK_DGRAM" = "SOCK_STREAM") {
  const process = await lab.start("server.py");
  const { fd } = await process.command("socket", { type });
  await process.command("bind", { fd, address: { host, port } });
  if (type === "SOCK_STREAM") await process.command("listen", { fd });
  return { process, fd };
}

async function received(process: PeerProcess, fd: number): Promise<string> {
  const { data } = await process.command("recv", { fd, bufsize: 4096 });
  return decoder.decode(data);
}

/** The conversation as its log shows it. */
function said({ store }: Terminal): string[] {
  return store
    .getState()
    .transcript.entries.map((entry) =>
      entry.kind === "note" ? entry.note : `${entry.kind} ${decoder.decode(entry.bytes)}`,
    );
}

describe("The terminal", () => {
  const plan = { transport: "tcp", host, port: 8088, isListening: false } as const;

  test("talks with a server, finishes sending, and ends where both have", async () => {
    const { process, fd: listener } = await listening(8088);
    const terminal = new Terminal(lab, atOnce);
    void terminal.start(plan);
    const { fd } = await process.command("accept", { fd: listener });
    await until(terminal.store, ({ state }) => state.kind === "open");
    terminal.sendLine("hello", "crlf");
    expect(await received(process, fd)).toBe("hello\r\n");
    await process.command("sendall", { fd, data: { text: "hi" } });
    await until(terminal.store, () => said(terminal).length === 3);
    terminal.halfClose();
    expect(await received(process, fd)).toBe("");
    await process.command("sendall", { fd, data: { text: "later" } });
    await process.command("close", { fd });
    await until(terminal.store, ({ state }) => state.kind === "ended");
    expect(terminal.store.getState().state).toMatchObject({ error: undefined });
    expect(said(terminal)).toEqual([
      "connected",
      "sent hello\r\n",
      "received hi",
      "halfClosed",
      "received later",
      "finished",
      "closed",
    ]);
    const { processes } = await rest.getLab(key);
    expect(processes.map(({ name }) => name)).not.toContain("nc");
  });

  test("listens, and talks with who connects", async () => {
    const terminal = new Terminal(lab, atOnce);
    void terminal.start({ ...plan, isListening: true });
    await until(terminal.store, ({ state }) => state.kind === "listening");
    const client = await lab.start("client.py");
    const { fd } = await client.command("socket", {});
    await client.command("connect", { fd, address: { host, port: 8088 } });
    await until(terminal.store, ({ state }) => state.kind === "open");
    terminal.send(encoder.encode("welcome"));
    expect(await received(client, fd)).toBe("welcome");
    client.end();
    await until(terminal.store, () => said(terminal).includes("finished"));
    terminal.close();
    expect(said(terminal)).toEqual(["accepted", "sent welcome", "finished", "closed"]);
  });

  test("sends a long file whole, in its order, and can be closed while nobody reads", async () => {
    const { process, fd: listener } = await listening(8088);
    const terminal = new Terminal(lab, atOnce);
    void terminal.start(plan);
    const { fd } = await process.command("accept", { fd: listener });
    await until(terminal.store, ({ state }) => state.kind === "open");
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
    terminal.send(bytes);
    terminal.sendLine("end", "lf");
    let length = 0;
    let isRight = true;
    while (length < bytes.length + 4) {
      const { data } = await process.command("recv", { fd, bufsize: 65_536 });
      for (const byte of data) {
        const expected =
          length < bytes.length ? bytes[length] : encoder.encode("end\n")[length - bytes.length];
        isRight &&= byte === expected;
        length += 1;
      }
    }
    expect({ isRight, length }).toEqual({ isRight: true, length: 300_004 });
    terminal.send(new Uint8Array(8_000_000));
    terminal.close();
    expect(terminal.store.getState().state).toMatchObject({ kind: "ended", error: undefined });
    expect(terminal.store.getState().transcript.bytes).toBeLessThanOrEqual(8_000_000);
  });

  test("says by errno why it cannot connect, or listen", async () => {
    const terminal = new Terminal(lab, atOnce);
    await terminal.start(plan);
    expect(terminal.store.getState().state).toMatchObject({
      kind: "ended",
      error: { errno: "ECONNREFUSED" },
    });
    await listening(8088);
    await terminal.start({ ...plan, isListening: true });
    expect(terminal.store.getState().state).toMatchObject({ kind: "ended", error: { errno: "EADDRINUSE" } });
  });

  test("sends datagrams, goes on where nobody is there, and answers who sends", async () => {
    const terminal = new Terminal(lab, atOnce);
    const udp = { ...plan, transport: "udp" } as const;
    void terminal.start(udp);
    await until(terminal.store, ({ state }) => state.kind === "open");
    terminal.sendLine("anyone?", "none");
    await until(terminal.store, () => said(terminal).includes("refused"));
    const { process, fd } = await listening(8088, "SOCK_DGRAM");
    terminal.sendLine("hello", "none");
    expect(await received(process, fd)).toBe("hello");
    terminal.close();

    process.end();
    const listener = new Terminal(lab, atOnce);
    void listener.start({ ...udp, port: 9000, isListening: true });
    await until(listener.store, ({ state }) => state.kind === "listening");
    const client = await listening(9001, "SOCK_DGRAM");
    await client.process.command("sendto", {
      fd: client.fd,
      data: { text: "hi" },
      address: { host, port: 9000 },
    });
    await until(listener.store, ({ state }) => state.kind === "open");
    listener.sendLine("back", "none");
    expect(await received(client.process, client.fd)).toBe("back");
    listener.close();
  });

  test("ends with its lab", async () => {
    await listening(8088);
    const terminal = new Terminal(lab, atOnce);
    void terminal.start(plan);
    await until(terminal.store, ({ state }) => state.kind === "open");
    await rest.deleteLab(key);
    await until(terminal.store, ({ state }) => state.kind === "ended");
    expect(terminal.store.getState().state).toMatchObject({ error: { code: "no_such_lab" } });
  });
});

describe("The HTTP client", () => {
  const ok = "HTTP/1.1 200 OK\r\n";

  /** Sends to a server that takes one request, gives an answer, and closes unless it is to stay. */
  async function asked(client: HttpClient, answer: string, { stays = false } = {}) {
    const { process, fd: listener } = await listening(8000);
    const over = client.send();
    const { fd } = await process.command("accept", { fd: listener });
    const request = await received(process, fd);
    await process.command("sendall", { fd, data: { text: answer } });
    if (!stays) await process.command("close", { fd });
    await over;
    const { answer: shown, state } = client.store.getState();
    process.end();
    return { request, state, response: shown?.response, raw: decoder.decode(shown?.raw) };
  }

  test("writes the request as it shows it, and reads the answer", async () => {
    const client = new HttpClient(lab, "127.0.0.1:8000/a", atOnce);
    const answer = `${ok}Content-Length: 2\r\n\r\nhi`;
    const { request, response, raw, state } = await asked(client, answer, { stays: true });
    expect(request).toBe(decoder.decode(client.store.getState().written));
    expect(request).toContain("GET /a HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n");
    expect(raw).toBe(answer);
    expect(response).toMatchObject({ isComplete: true, faults: [], statusLine: { code: 200 } });
    expect(state).toMatchObject({ kind: "ended", error: undefined });
  });

  test("says what is wrong with an answer, and keeps it", async () => {
    const client = new HttpClient(lab, "127.0.0.1:8000", atOnce);
    const { response, raw } = await asked(client, "<h1>你好</h1>");
    expect(raw).toBe("<h1>你好</h1>");
    expect(response?.faults).toMatchObject([{ kind: "noStatusLine" }]);
  });

  test("keeps what has come where a server goes silent, and says so", async () => {
    const client = new HttpClient(lab, "127.0.0.1:8000", atOnce);
    client.setTimeLimit(0.1);
    const silent = await asked(client, `${ok}Content-Length: 9\r\n\r\nhello`, { stays: true });
    expect(silent.response?.faults.map(({ kind }) => kind)).toEqual(["bodyTooShort", "stalled"]);
    expect(decoder.decode(silent.response?.body)).toBe("hello");
  });

  test("says that a server accepts and never answers, or does not even accept", async () => {
    await listening(8000);
    const client = new HttpClient(lab, "127.0.0.1:8000", atOnce);
    client.setTimeLimit(0.1);
    await client.send();
    expect(client.store.getState().answer?.response.faults).toMatchObject([{ kind: "silent" }]);
    client.change({ url: "127.0.0.1:8001" });
    await client.send();
    expect(client.store.getState().state).toMatchObject({ error: { errno: "ECONNREFUSED" } });
  });

  test("keeps what came before a reset", async () => {
    const { process, fd: listener } = await listening(8000);
    const client = new HttpClient(lab, "127.0.0.1:8000", atOnce);
    const over = client.send();
    const { fd } = await process.command("accept", { fd: listener });
    await process.command("recv", { fd, bufsize: 1 });
    // close(2) with bytes that nobody has read: RST.
    await process.command("close", { fd });
    await over;
    expect(client.store.getState().answer?.response.faults).toMatchObject([{ kind: "reset" }]);
  });

  test("can be stopped, and used again", async () => {
    await listening(8000);
    const client = new HttpClient(lab, "127.0.0.1:8000", atOnce);
    void client.send();
    await until(client.store, ({ state }) => state.kind === "underWay" && state.phase === "waiting");
    client.stop();
    expect(client.store.getState().state).toMatchObject({ kind: "ended", error: undefined });
    client.change({ url: "127.0.0.1:8001" });
    await client.send();
    expect(client.store.getState().state).toMatchObject({ error: { errno: "ECONNREFUSED" } });
  });
});
