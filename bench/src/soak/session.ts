import { Connection, RestClient, type WebSocketConstructor } from "@sockpit/client";
import { WebSocket } from "ws";
import { pause } from "./server-process.js";

const webSocket = WebSocket as unknown as WebSocketConstructor;

/** Often enough to be back within a second, seldom enough to leave the processor to the server that starts. */
const RETRY_MS = 200;

/** One page: it has a lab with a program that waits, and makes another where that is lost. */
export class Session {
  readonly #baseUrl: string;
  #connection: Connection | undefined;
  #isEnding = false;

  /** How often it has come in. */
  entries = 0;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
    void this.#run();
  }

  /** Whether its program runs. */
  get isThere(): boolean {
    return this.#connection?.isOpen === true;
  }

  end(): void {
    this.#isEnding = true;
    this.#connection?.close();
  }

  async #run(): Promise<void> {
    while (!this.#isEnding) {
      try {
        const connection = await this.#enter();
        await new Promise((resolve) => connection.onClose(resolve));
      } catch {
        await pause(RETRY_MS);
      }
    }
  }

  async #enter(): Promise<Connection> {
    const { lab, token } = await new RestClient({ baseUrl: this.#baseUrl }).createLab();
    const key = { lab: lab.id, token };
    const connection = await Connection.open({ baseUrl: this.#baseUrl, key, webSocket });
    const { pid } = await connection.control("startProcess", { name: "program" });
    const { fd } = await connection.command("socket", pid, { params: { family: "AF_UNIX" } });
    await connection.command("bind", pid, { params: { fd, address: { path: "/tmp/here" } } });
    await connection.command("listen", pid, { params: { fd } });
    connection.command("accept", pid, { params: { fd } }).catch(() => undefined);
    this.#connection = connection;
    this.entries += 1;
    return connection;
  }
}
