import { createServer } from "node:net";

/** What websockify stands in front of: a TCP server that gives back what it gets, in a process of its own. */
const server = createServer({ noDelay: true }, (socket) => {
  socket.on("error", () => socket.destroy());
  socket.pipe(socket);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) console.log(`listening on ${address.port}`);
});
