/** A bare echo of WebSockets, in a process of its own. Says its port. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("connection", (socket) =>
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary })),
);
process.on("disconnect", () => process.exit(0));
await once(server, "listening");
process.send?.((server.address() as AddressInfo).port);
