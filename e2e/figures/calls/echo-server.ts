import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { medianEchoMs } from "./median-echo.js";

/**
 * The peer of `pnpm bench python`: `ws` and nothing else sends back each message, in a process of its own. Its page has
 * a worker that measures, for browsers in which the product's own worker cannot be asked to.
 */
const headers = {
  // Isolated, as the product's page is: clocks are exact to 5 µs there.
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};
const worker = `onmessage = async ({ data }) => postMessage(await (${medianEchoMs.toString()})(data))`;
const http = createServer(({ url }, response) => {
  const isWorker = url === "/worker.js";
  response.writeHead(200, { ...headers, "content-type": isWorker ? "text/javascript" : "text/html" });
  response.end(isWorker ? worker : "<!doctype html><title>Echo</title>");
});
const echo = new WebSocketServer({ server: http, perMessageDeflate: false });
echo.on("connection", (socket) => socket.on("message", (data) => socket.send(data)));
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  if (typeof address === "object" && address !== null) console.log(`on http://127.0.0.1:${address.port}`);
});
