import createClient from "openapi-fetch";
/** Written by the test, from the server's own document. */
import type { paths } from "./schema.js";

/** A whole lab by a client that a public generator made: two processes talk over UDP, and the record is read. */
export async function wholeLab(baseUrl: string) {
  const open = createClient<paths>({ baseUrl });
  const { data: created } = await open.POST("/api/labs", { body: { ttlSeconds: 60 } });
  if (created === undefined) throw new Error("no lab was created");
  const params = { path: { lab: created.lab.id } };
  const lab = createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${created.token}` } });

  const { data: server } = await lab.POST("/api/labs/{lab}/processes", { params, body: { name: "server" } });
  const { data: client } = await lab.POST("/api/labs/{lab}/processes", { params, body: { name: "client" } });
  const serverPid = server?.pid ?? 0;
  const clientPid = client?.pid ?? 0;
  const address = { host: "127.0.0.1", port: 8088 };

  const { data: listening } = await lab.POST("/api/labs/{lab}/commands/socket", {
    params,
    body: { pid: serverPid },
  });
  const fd = listening?.fd ?? 0;
  await lab.POST("/api/labs/{lab}/commands/bind", { params, body: { pid: serverPid, fd, address } });
  await lab.POST("/api/labs/{lab}/commands/listen", { params, body: { pid: serverPid, fd, backlog: 1 } });
  const { data: connecting } = await lab.POST("/api/labs/{lab}/commands/socket", {
    params,
    body: { pid: clientPid, family: "AF_INET", type: "SOCK_STREAM" },
  });
  const clientFd = connecting?.fd ?? 0;
  await lab.POST("/api/labs/{lab}/commands/connect", {
    params,
    body: { pid: clientPid, fd: clientFd, address },
  });
  const { data: accepted } = await lab.POST("/api/labs/{lab}/commands/accept", {
    params,
    body: { pid: serverPid, fd },
  });
  const { data: sent } = await lab.POST("/api/labs/{lab}/commands/send", {
    params,
    body: { pid: clientPid, fd: clientFd, data: { text: "hello" } },
  });
  const { data: received } = await lab.POST("/api/labs/{lab}/commands/recv", {
    params,
    body: { pid: serverPid, fd: accepted?.fd ?? 0, bufsize: 100 },
  });
  const { error: refused } = await lab.POST("/api/labs/{lab}/commands/listen", {
    params,
    body: { pid: serverPid, fd: 99, backlog: 1 },
  });
  const { data: sockets } = await lab.GET("/api/labs/{lab}/sockets", { params });
  const { data: trace } = await lab.GET("/api/labs/{lab}/trace", {
    params: { ...params, query: { since: 0, limit: 2 } },
    parseAs: "text",
  });
  const { data: events } = await lab.GET("/api/labs/{lab}/events", {
    params: { ...params, query: { since: 0 } },
    parseAs: "stream",
  });
  const firstEvents = await untilEvent(events);
  const { data: capture, error: captureError } = await lab.GET("/api/labs/{lab}/capture.pcapng", {
    params,
    parseAs: "arrayBuffer",
  });
  const { response: deleted } = await lab.DELETE("/api/labs/{lab}", { params });
  const { error: gone } = await lab.GET("/api/labs/{lab}", { params });
  return {
    sentBytes: sent?.bytes,
    received: received?.data,
    refused: refused?.error,
    states: sockets?.sockets.map(({ state }) => state),
    traceLines: trace?.trimEnd().split("\n").length,
    firstEvents,
    captureBytes: capture?.byteLength,
    captureProblem: captureError?.error,
    deleted: deleted.status,
    gone: gone?.error,
  };
}

/** What a stream of events begins with, up to its first event. */
async function untilEvent(stream: ReadableStream<Uint8Array> | null | undefined): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  const reader = stream?.getReader();
  while (reader !== undefined && !text.includes("data: ")) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  return text;
}
