/**
 * Two programs talk over TCP in a lab of their own, and the lab's events say what happened.
 * Run: node packages/client/examples/node.js http://127.0.0.1:7070
 */
import { Connection, RestClient } from "@sockpit/client";
import { WebSocket } from "ws";

const baseUrl = process.argv[2] ?? "http://127.0.0.1:7070";
const rest = new RestClient({ baseUrl });
const { lab, token } = await rest.createLab({ ttlSeconds: 60 });
const key = { lab: lab.id, token };

/** From Node 22 on, without `webSocket`. */
const connection = await Connection.open({ baseUrl, key, webSocket: WebSocket });
const call = (name, pid, params) => connection.command(name, pid, { params });
const { pid: server } = await connection.control("startProcess", { name: "server" });
const { pid: client } = await connection.control("startProcess", { name: "client" });
const address = { host: "127.0.0.1", port: 8088 };

const { fd: listening } = await call("socket", server, {});
await call("bind", server, { fd: listening, address });
await call("listen", server, { fd: listening, backlog: 5 });
const accepting = call("accept", server, { fd: listening });

const { fd } = await call("socket", client, {});
await call("connect", client, { fd, address });
await call("sendall", client, { fd, data: new TextEncoder().encode("hello") });

const { fd: accepted } = await accepting;
const { data } = await call("recv", server, { fd: accepted, bufsize: 1024 });
console.log(`received ${new TextDecoder().decode(data)}`);

for await (const event of rest.events(key, { since: 0 })) {
  if (event.event === "callEnded") console.log(event.pid, event.command);
  if (event.event === "callEnded" && event.command === "recv") break;
}
connection.close();
await rest.deleteLab(key);
