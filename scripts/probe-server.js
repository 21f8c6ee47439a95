/**
 * Uses a running server from outside, over REST, and says what works:
 * `node scripts/probe-server.js [http://127.0.0.1:7070] [isolated|mapped]`.
 * Exits with 1 at the first thing that does not, or where the network is not the one named.
 */
import { deepStrictEqual, ok } from "node:assert/strict";

const [server = "http://127.0.0.1:7070", wantedNetwork] = process.argv.slice(2);
const REQUEST_TIMEOUT_MS = 10_000;
const address = { host: "127.0.0.1", port: 8088 };

/** The status and the JSON of one REST call. */
async function ask(method, path, { token, body } = {}) {
  const response = await fetch(new URL(path, server), {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  const text = await response.text();
  return { status: response.status, json: text.startsWith("{") ? JSON.parse(text) : text };
}

async function mustAsk(method, path, options) {
  const { status, json } = await ask(method, path, options);
  ok(status < 300, `${method} ${path}: ${status} ${JSON.stringify(json)}`);
  return json;
}

/** A new lab, and what one does with it. */
async function openLab() {
  const { lab, token } = await mustAsk("POST", "/api/labs", { body: {} });
  const path = `/api/labs/${lab.id}`;
  return {
    id: lab.id,
    network: lab.network,
    startProcess: async (name) => (await mustAsk("POST", `${path}/processes`, { token, body: { name } })).pid,
    call: async (pid, command, params) =>
      mustAsk("POST", `${path}/commands/${command}`, { token, body: { pid, ...params } }),
    sockets: async () => (await mustAsk("GET", `${path}/sockets`, { token })).sockets,
    statusForToken: async (other) => (await ask("GET", path, { token: other })).status,
    token,
    close: () => mustAsk("DELETE", path, { token }),
  };
}

async function listen(lab) {
  const pid = await lab.startProcess("server");
  const { fd } = await lab.call(pid, "socket", {});
  await lab.call(pid, "bind", { fd, address });
  await lab.call(pid, "listen", { fd, backlog: 5 });
  return { pid, fd };
}

function say(text) {
  console.log(`✓ ${text}`);
}

async function main() {
  const health = await mustAsk("GET", "/healthz");
  if (wantedNetwork !== undefined) deepStrictEqual(health.network, wantedNetwork, JSON.stringify(health));
  say(`healthz: ${JSON.stringify(health)}`);

  const page = await mustAsk("GET", "/");
  ok(/<html|<!doctype/i.test(page), "GET / is not a page");
  say("the page is served");

  const [lab, other] = [await openLab(), await openLab()];
  try {
    deepStrictEqual(await lab.statusForToken(other.token), 401);
    say(`labs ${lab.id} and ${other.id} (${lab.network}); neither opens with the other's token`);

    const [listener] = [await listen(lab), await listen(other)];
    say("both listen on 127.0.0.1:8088 at once");

    const listening = (await lab.sockets()).filter((socket) => socket.state === "LISTEN");
    deepStrictEqual(
      listening.map((socket) => socket.local),
      [address],
    );
    say("the kernel shows LISTEN on 127.0.0.1:8088");

    const client = await lab.startProcess("client");
    const { fd } = await lab.call(client, "socket", {});
    const accepting = lab.call(listener.pid, "accept", { fd: listener.fd });
    await lab.call(client, "connect", { fd, address });
    const accepted = await accepting;
    await lab.call(client, "sendall", { fd, data: { text: "你好" } });
    const { data } = await lab.call(listener.pid, "recv", { fd: accepted.fd, bufsize: 1024 });
    deepStrictEqual(data, { text: "你好" });
    say(`a second process connects from port ${accepted.address.port}, sends, and is heard`);
  } finally {
    await lab.close();
    await other.close();
  }
  say("both labs are closed");
}

main().catch((error) => {
  console.error(`✗ ${error instanceof Error ? error.message : error}`);
  if (error instanceof Error && error.cause !== undefined) console.error(`  ${error.cause}`);
  process.exitCode = 1;
});
