import { WebSocketServer } from "ws";

/** The bare echo that everything is compared with: ws and nothing else, in a process of its own. */
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("connection", (socket) => socket.on("message", (data) => socket.send(data)));
server.on("listening", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) console.log(`listening on ${address.port}`);
});
