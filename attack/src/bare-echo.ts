import { once } from "node:events";
import { WebSocket } from "ws";

const TEXT = "x".repeat(64);

/** An action that asks a bare echo twice, one after the other, as two calls ask a lab. */
export async function bareEcho(port: string): Promise<() => Promise<void>> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  await once(socket, "open");
  const waiting: (() => void)[] = [];
  socket.on("message", () => waiting.shift()?.());
  const ask = () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      socket.send(TEXT);
    });
  return async () => {
    await ask();
    await ask();
  };
}
