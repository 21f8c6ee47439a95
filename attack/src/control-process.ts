/**
 * A bare echo of WebSockets, in a process of its own: `node control-process.js [<share>]`. Says its port. With a share it also works for
 * that part of the time, a millisecond at most before it looks at its sockets again, as a lab host does.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { work } from "./work.js";

/** As long as a turn of a lab host whose labs share it. */
const TURN_MS = 1;

const share = Number(process.argv[2] ?? 0);
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("connection", (socket) =>
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary })),
);
process.on("disconnect", () => process.exit(0));
await once(server, "listening");
process.send?.((server.address() as AddressInfo).port);

if (share > 0) {
  const due = work(share);
  const turn = () => {
    due(TURN_MS);
    if (due.isBehind()) setImmediate(turn);
    else setTimeout(turn, 1);
  };
  turn();
}
