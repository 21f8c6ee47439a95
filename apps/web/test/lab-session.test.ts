import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Connection, RestClient } from "@sockpit/client";
import type { LabEvent } from "@sockpit/protocol";
import { afterEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { LabSession } from "../src/features/lab/lab-session.js";
import type { SessionState } from "../src/features/lab/session-state.js";

const entryPoint = fileURLToPath(new URL("../../server/dist/front-door/main.js", import.meta.url));

/** A real server, on a port that the kernel chooses, or on that of one that has ended. */
class Server {
  readonly #child: ChildProcess;
  readonly baseUrl: string;

  private constructor(child: ChildProcess, baseUrl: string) {
    this.#child = child;
    this.baseUrl = baseUrl;
  }

  static async start(port = "0"): Promise<Server> {
    const child = spawn(process.execPath, [entryPoint], {
      env: { ...process.env, PORT: port, SOCKPIT_LAB_HOSTS: "1", SOCKPIT_LOG_LEVEL: "warn" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += chunk;
      const baseUrl = /^sockpit: (http:\S+).*\n/m.exec(printed)?.[1];
      if (baseUrl !== undefined) return new Server(child, baseUrl);
    }
    throw new Error(`the server ended: ${printed}`);
  }

  get port(): string {
    return new URL(this.baseUrl).port;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await exited;
  }
}

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

async function startServer(port?: string): Promise<Server> {
  const server = await Server.start(port);
  cleanUp.push(() => server.stop());
  return server;
}

/** The page's session with a server, and how to wait for what becomes of it. */
function sessionWith(baseUrl: string) {
  const rest = new RestClient({ baseUrl });
  const events: LabEvent[] = [];
  const session = new LabSession({
    gateway: {
      health: () => rest.health(),
      createLab: () => rest.createLab(),
      getLab: (key) => rest.getLab(key),
      deleteLab: (key) => rest.deleteLab(key),
      open: (key) => Connection.open({ baseUrl, key, webSocket: WebSocket }),
    },
    storage: undefined,
    lastSeq: () => events.at(-1)?.seq ?? 0,
    onEvent: (event) => events.push(event),
    onSnapshot: () => {},
    onNewLab: () => {
      events.length = 0;
    },
  });
  cleanUp.push(() => session.dispose());
  const until = (isIt: (state: SessionState) => boolean) =>
    new Promise<SessionState>((resolve) => {
      const look = (state: SessionState) => {
        if (!isIt(state)) return;
        unsubscribe();
        resolve(state);
      };
      const unsubscribe = session.store.subscribe(look);
      look(session.store.getState());
    });
  return { session, rest, events, until };
}

it("makes a lab of a real server, and receives what happens in it", async () => {
  const { baseUrl } = await startServer();
  const { session, rest, events } = sessionWith(baseUrl);
  await session.connect();
  const key = await session.whenOpen();
  await rest.startProcess(key, "other.py");
  await expect.poll(() => events).toMatchObject([{ event: "processStarted", name: "other.py", seq: 1 }]);
});

it("goes to a new lab at once where its own has been closed, and says which one is lost", async () => {
  const { baseUrl } = await startServer();
  const { session, rest, until } = sessionWith(baseUrl);
  await session.connect();
  const key = await session.whenOpen();
  await rest.deleteLab(key);
  const state = await until(({ phase, lostLab }) => phase.kind === "open" && lostLab !== null);
  expect(state.lostLab).toEqual({ id: key.lab, why: "unused" });
  expect(state.lab?.id).not.toBe(key.lab);
});

it("waits while the server is away, and finds it by itself when it is back, without its lab", async () => {
  const server = await startServer();
  const { session, until } = sessionWith(server.baseUrl);
  await session.connect();
  const { lab } = await session.whenOpen();
  await server.stop();
  await until(({ phase }) => phase.kind === "offline" && phase.absence === "server");
  await startServer(server.port);
  const back = await until(({ phase }) => phase.kind === "open");
  expect(back.lostLab).toEqual({ id: lab, why: "server" });
});
