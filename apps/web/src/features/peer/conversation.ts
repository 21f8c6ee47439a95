import { type Address, formatEndpoint, isWildcard } from "@sockpit/protocol";
import { callErrorOf, familyOf, isErrno, type PeerProcess, type PeerTarget } from "./peer-process.js";

/** Where a conversation is: with a server, or with who connects to an address of its own. */
export interface ConversationPlan extends PeerTarget {
  readonly isListening: boolean;
}

interface Ears {
  /** It waits for a connection at this address. */
  onListening(local: string): void;
  onOpen(peer: string): void;
  /** `from`: whose datagram it is, where it may be anyone's. */
  onReceived(bytes: Uint8Array, from?: string): void;
  /** Nobody is at the address that the last datagram went to. */
  onRefused(): void;
  /** The other side has said that it sends nothing more. */
  onFinished(): void;
}

/** Bytes that one call receives: a datagram whole, and many segments. */
const BUFFER_BYTES = 65_536;
/** Bytes that one call sends. */
const SEND_BYTES = 65_536;

/** One socket of a process, by which bytes come and go. Rejects with what the kernel says. */
export class Conversation {
  readonly #process: PeerProcess;
  readonly #ears: Ears;
  #fd = -1;
  /** Where datagrams go, where the socket is not connected: to who has sent one last. */
  #sender: Address | undefined;
  #isDatagrams = false;
  /** What is sent goes out one after the other. */
  #sending: Promise<void> = Promise.resolve();

  constructor(process: PeerProcess, ears: Ears) {
    this.#process = process;
    this.#ears = ears;
  }

  /** Receives until the other side has finished; datagrams, until the process is ended. */
  async run(plan: ConversationPlan): Promise<void> {
    this.#isDatagrams = plan.transport === "udp";
    const family = familyOf(plan.host);
    const type = this.#isDatagrams ? "SOCK_DGRAM" : "SOCK_STREAM";
    const { fd } = await this.#process.command("socket", { family, type });
    this.#fd = fd;
    if (plan.isListening) await this.#listen(plan);
    else {
      const address = { host: plan.host, port: plan.port };
      await this.#process.command("connect", { fd, address });
      this.#ears.onOpen(formatEndpoint(address) ?? "");
    }
    if (this.#isDatagrams) await this.#receiveDatagrams();
    else await this.#receiveStream();
    this.#ears.onFinished();
  }

  send(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#sending = this.#sending.then(() => this.#sendNow(bytes));
    return this.#sending;
  }

  halfClose(): Promise<void> {
    this.#sending = this.#sending.then(async () => {
      if (!this.#isDatagrams) await this.#process.command("shutdown", { fd: this.#fd, how: "SHUT_WR" });
    });
    return this.#sending;
  }

  async #listen({ host, port }: ConversationPlan): Promise<void> {
    const listener = this.#fd;
    const reuse = { level: "SOL_SOCKET", option: "SO_REUSEADDR", value: 1 } as const;
    if (!this.#isDatagrams) await this.#process.command("setsockopt", { fd: listener, ...reuse });
    await this.#process.command("bind", {
      fd: listener,
      address: { host: isWildcard(host) ? "" : host, port },
    });
    if (!this.#isDatagrams) await this.#process.command("listen", { fd: listener, backlog: 1 });
    const { address: local } = await this.#process.command("getsockname", { fd: listener });
    this.#ears.onListening(formatEndpoint(local) ?? "");
    if (this.#isDatagrams) return;
    const { fd, address } = await this.#process.command("accept", { fd: listener });
    await this.#process.command("close", { fd: listener });
    this.#fd = fd;
    this.#ears.onOpen(formatEndpoint(address) ?? "");
  }

  async #receiveStream(): Promise<void> {
    for (;;) {
      const { data } = await this.#process.command("recv", { fd: this.#fd, bufsize: BUFFER_BYTES });
      if (data.length === 0) return;
      this.#ears.onReceived(data);
    }
  }

  /** An ICMP error says that nobody listens there now; somebody may later. */
  async #receiveDatagrams(): Promise<void> {
    for (;;) {
      try {
        const params = { fd: this.#fd, bufsize: BUFFER_BYTES };
        const { data, address } = await this.#process.command("recvfrom", params);
        if (this.#sender === undefined && address !== null) this.#ears.onOpen(formatEndpoint(address) ?? "");
        this.#sender = address ?? this.#sender;
        this.#ears.onReceived(data, formatEndpoint(address) ?? undefined);
      } catch (error) {
        if (!isErrno(callErrorOf(error), "ECONNREFUSED")) throw error;
        this.#ears.onRefused();
      }
    }
  }

  async #sendNow(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const fd = this.#fd;
    if (this.#isDatagrams) {
      const address = this.#sender;
      const params = { fd, data: bytes };
      if (address === undefined) await this.#process.command("send", params);
      else await this.#process.command("sendto", { ...params, address });
      return;
    }
    for (let at = 0; at < bytes.length; at += SEND_BYTES) {
      const data = bytes.subarray(at, at + SEND_BYTES);
      await this.#process.command("sendall", { fd, data });
    }
  }
}
