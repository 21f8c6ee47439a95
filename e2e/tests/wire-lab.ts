import type { Page } from "@playwright/test";
import { Connection, type CreateLabOptions, type LabKey, RestClient } from "@sockpit/client";
import type { CommandName, CommandParams, CommandResult } from "@sockpit/protocol";
import { WebSocket } from "ws";

/** A program on a host of the lab, which is no program of the page's. */
export class HostProgram {
  readonly #connection: Connection;
  readonly #pid: number;

  constructor(connection: Connection, pid: number) {
    this.#connection = connection;
    this.#pid = pid;
  }

  call<N extends CommandName>(name: N, params: CommandParams<N>): Promise<CommandResult<N>> {
    return this.#connection.command(name, this.#pid, { params });
  }

  async print(text: string): Promise<void> {
    await this.#connection.control("write", { pid: this.#pid, stream: "stdout", text });
  }

  close(): void {
    this.#connection.close();
  }
}

/** A lab of several hosts, which a page shows as its own. */
export class WireLab {
  readonly rest: RestClient;
  readonly key: LabKey;
  readonly #baseUrl: string;
  readonly #programs: HostProgram[] = [];

  private constructor(baseUrl: string, rest: RestClient, key: LabKey) {
    this.#baseUrl = baseUrl;
    this.rest = rest;
    this.key = key;
  }

  static async open(baseUrl: string, options: CreateLabOptions = {}): Promise<WireLab> {
    const rest = new RestClient({ baseUrl });
    const { lab, token } = await rest.createLab({ hosts: ["client", "server"], ...options });
    return new WireLab(baseUrl, rest, { lab: lab.id, token });
  }

  /** The page finds the lab as one from before it was loaded anew. */
  async show(page: Page): Promise<void> {
    await page.addInitScript((key) => sessionStorage.setItem("sockpit.lab", JSON.stringify(key)), this.key);
    await page.goto("/");
  }

  async start(name: string, host: string): Promise<HostProgram> {
    const connection = await Connection.open({ baseUrl: this.#baseUrl, key: this.key, webSocket: WebSocket });
    const { pid } = await connection.control("startProcess", { name, host });
    const program = new HostProgram(connection, pid);
    this.#programs.push(program);
    return program;
  }

  /** Starts server.py, which listens on a port of all its host's addresses. */
  async listen(port: number): Promise<{ server: HostProgram; listener: number }> {
    const server = await this.start("server.py", "server");
    const { fd } = await server.call("socket", {});
    await server.call("bind", { fd, address: { host: "", port } });
    await server.call("listen", { fd, backlog: 5 });
    return { server, listener: fd };
  }

  async close(): Promise<void> {
    for (const program of this.#programs) program.close();
    await this.rest.deleteLab(this.key);
  }
}
