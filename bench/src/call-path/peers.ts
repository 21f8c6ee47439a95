import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { connect, createServer } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "../start-server.js";
import { boundTo } from "./processors.js";

/** A peer that this machine does not have. */
export class PeerMissing extends Error {
  override readonly name = "PeerMissing";
}

export interface Peer {
  readonly url: string;
  end(): void;
}

const ownFile = (name: string) => fileURLToPath(new URL(`../${name}.js`, import.meta.url));

/** A `ws` server that sends back what it gets. */
export async function startBareEcho(processor?: number): Promise<Peer> {
  const { child, port } = await startServer(ownFile("echo-server"), /on (\d+)/, { processor });
  return { url: `ws://127.0.0.1:${port}`, end: () => child.kill() };
}

/** websockify, which passes a WebSocket's bytes on to a TCP server and back: here to an echo. */
export async function startWebsockify(processor?: number): Promise<Peer> {
  const websockify = findOnPath("websockify");
  if (websockify === undefined) throw new PeerMissing("websockify not found: apt-get install websockify");
  const echo = await startServer(ownFile("tcp-echo"), /on (\d+)/, { processor });
  const port = await freePort();
  const ends = [`127.0.0.1:${port}`, `127.0.0.1:${echo.port}`];
  const { command, args } = boundTo(processor, [websockify, ...ends]);
  const child = spawn(command, args, { stdio: "ignore" });
  const end = () => {
    child.kill();
    echo.child.kill();
  };
  process.once("exit", end);
  try {
    await untilItListens(port, child);
  } catch (error) {
    end();
    throw error;
  }
  return { url: `ws://127.0.0.1:${port}`, end };
}

function findOnPath(name: string): string | undefined {
  const paths = (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** websockify takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}

/** It does not say when it listens. */
async function untilItListens(port: number, child: ChildProcess): Promise<void> {
  const POLL_MS = 50;
  let hasEnded = false;
  child.once("exit", () => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    } finally {
      socket.destroy();
    }
  }
  throw new Error("websockify ended before it listened");
}
