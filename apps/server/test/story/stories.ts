import { Buffer } from "node:buffer";
import type { Connection } from "@sockpit/client";
import type { CommandName, CommandParams, CommandResult } from "@sockpit/protocol";

/** A program that makes its calls one after the other, as a worker of the page does. */
export class Program {
  readonly #connection: Connection;
  readonly #pid: number;

  private constructor(connection: Connection, pid: number) {
    this.#connection = connection;
    this.#pid = pid;
  }

  static async start(connection: Connection, name: string): Promise<Program> {
    const { pid } = await connection.control("startProcess", { name });
    return new Program(connection, pid);
  }

  call<N extends CommandName>(command: N, params: CommandParams<N>): Promise<CommandResult<N>> {
    return this.#connection.command(command, this.#pid, { params });
  }

  async print(text: string): Promise<void> {
    await this.#connection.control("write", { pid: this.#pid, stream: "stdout", text });
  }
}

/** What two programs do; the client begins as soon as the server listens. */
export interface Story {
  readonly name: string;
  readonly server: (program: Program, isListening: () => void) => Promise<void>;
  readonly client: (program: Program) => Promise<void>;
}

const address = { host: "127.0.0.1", port: 8088 };
const question = "你好,Linux公社www.linuxidc.com伺服器!";
const answer = "你好,Linux公社www.linuxidc.com客戶端,已收到您的資訊!";
const resets = { base64: Buffer.from(Int32Array.of(1, 0).buffer).toString("base64") };

async function listening(program: Program, backlog = 5): Promise<number> {
  const { fd } = await program.call("socket", {});
  await program.call("bind", { fd, address });
  await program.call("listen", { fd, backlog });
  return fd;
}

/** The two sample programs. */
const sample: Story = {
  name: "the samples",
  server: async (program, isListening) => {
    const listener = await listening(program);
    isListening();
    await program.print("正在等待Linux公社客戶端連線……\n");
    const { fd } = await program.call("accept", { fd: listener });
    await program.print("Linux公社客戶端已連線到伺服器……\n");
    const { data } = await program.call("recv", { fd, bufsize: 1024 });
    await program.print(`${new TextDecoder().decode(data)}\n`);
    await program.call("send", { fd, data: { text: answer } });
    await program.call("close", { fd });
    await program.call("close", { fd: listener });
  },
  client: async (program) => {
    const { fd } = await program.call("socket", {});
    await program.call("connect", { fd, address });
    await program.call("send", { fd, data: { text: question } });
    const { data } = await program.call("recv", { fd, bufsize: 1024 });
    await program.print(`${new TextDecoder().decode(data)}\n`);
    await program.call("close", { fd });
  },
};

const deferred: Story = {
  name: "TCP_DEFER_ACCEPT",
  server: async (program, isListening) => {
    const { fd: listener } = await program.call("socket", {});
    const option = { fd: listener, level: "IPPROTO_TCP", option: "TCP_DEFER_ACCEPT", value: 30 } as const;
    await program.call("setsockopt", option);
    await program.call("bind", { fd: listener, address });
    await program.call("listen", { fd: listener, backlog: 5 });
    isListening();
    const { fd } = await program.call("accept", { fd: listener });
    await program.call("recv", { fd, bufsize: 100 });
    await program.call("recv", { fd, bufsize: 100 });
  },
  client: async (program) => {
    const { fd } = await program.call("socket", {});
    await program.call("connect", { fd, address });
    await program.call("sendall", { fd, data: { text: "here I am" } });
    await program.call("shutdown", { fd, how: "SHUT_WR" });
  },
};

const reset: Story = {
  name: "SO_LINGER of no seconds",
  server: async (program, isListening) => {
    const listener = await listening(program);
    isListening();
    const { fd } = await program.call("accept", { fd: listener });
    await program.call("setsockopt", { fd, level: "SOL_SOCKET", option: "SO_LINGER", value: resets });
    await program.call("close", { fd });
  },
  client: async (program) => {
    const { fd } = await program.call("socket", {});
    await program.call("connect", { fd, address });
    await program.call("recv", { fd, bufsize: 100 }).catch(() => undefined);
    await program.call("close", { fd });
  },
};

const refused: Story = {
  name: "a refused connection",
  server: async (program, isListening) => {
    await program.call("socket", {});
    isListening();
  },
  client: async (program) => {
    const { fd } = await program.call("socket", {});
    await program.call("connect", { fd, address }).catch(() => undefined);
    await program.call("close", { fd });
  },
};

const halfClosed: Story = {
  name: "a half-closed connection",
  server: async (program, isListening) => {
    const listener = await listening(program);
    isListening();
    const { fd } = await program.call("accept", { fd: listener });
    while ((await program.call("recv", { fd, bufsize: 1024 })).data.length > 0);
    await program.call("sendall", { fd, data: { text: "that was all" } });
    await program.call("close", { fd });
    await program.call("close", { fd: listener });
  },
  client: async (program) => {
    const { fd } = await program.call("socket", {});
    await program.call("connect", { fd, address });
    await program.call("sendall", { fd, data: { text: "one" } });
    await program.call("shutdown", { fd, how: "SHUT_WR" });
    while ((await program.call("recv", { fd, bufsize: 1024 })).data.length > 0);
    await program.call("close", { fd });
  },
};

const datagrams: Story = {
  name: "datagrams",
  server: async (program, isListening) => {
    const { fd } = await program.call("socket", { type: "SOCK_DGRAM" });
    await program.call("bind", { fd, address });
    isListening();
    const { address: sender } = await program.call("recvfrom", { fd, bufsize: 100 });
    if (sender !== null) await program.call("sendto", { fd, data: { text: "you too" }, address: sender });
    await program.call("close", { fd });
  },
  client: async (program) => {
    const { fd } = await program.call("socket", { type: "SOCK_DGRAM" });
    await program.call("connect", { fd, address });
    await program.call("send", { fd, data: { text: "hello" } });
    await program.call("recv", { fd, bufsize: 100 });
    await program.call("close", { fd });
  },
};

export const stories: readonly Story[] = [sample, deferred, reset, refused, halfClosed, datagrams];
