import { Connection, type CreateLabOptions, type LabKey, RestClient } from "@sockpit/client";
import type {
  CommandName,
  CommandParams,
  CommandResult,
  ControlName,
  ControlParams,
  ControlResult,
  HandAction,
  Health,
  LabEvent,
  LabInfo,
  WireChange,
} from "@sockpit/protocol";
import { WebSocket } from "ws";

/** For what a lab is waited for to show: a retransmitted SYN takes a second. */
const WAIT_MS = 10_000;

/** One program: a connection of its own, as a page's worker has. */
export class RecordedProgram {
  readonly #connection: Connection;
  readonly #name: string;
  readonly pid: number;

  constructor(connection: Connection, { name, pid }: { name: string; pid: number }) {
    this.#connection = connection;
    this.#name = name;
    this.pid = pid;
  }

  /** Makes a socket call, from `line` of the program's file, in a thread of it or the main one. */
  call<N extends CommandName>(
    name: N,
    params: CommandParams<N>,
    line?: number,
    thread?: string,
  ): Promise<CommandResult<N>> {
    const inThread = thread === undefined ? {} : { thread };
    const source = line === undefined ? {} : { source: { file: this.#name, line, ...inThread } };
    return this.#connection.command(name, this.pid, { params, ...source });
  }

  /** Steers what belongs to the program, and is no socket call. */
  control<N extends ControlName>(name: N, params: Omit<ControlParams<N>, "pid">): Promise<ControlResult<N>> {
    return this.#connection.control(name, { pid: this.pid, ...params } as ControlParams<N>);
  }

  async print(text: string, stream: "stdout" | "stderr" = "stdout"): Promise<void> {
    await this.#connection.control("write", { pid: this.pid, stream, text });
  }

  /** A look-up of a name, as Python answers it from what the lab knows. */
  async lookUp(lookup: Omit<ControlParams<"reportLookup">, "pid">): Promise<void> {
    await this.#connection.control("reportLookup", { pid: this.pid, ...lookup });
  }

  async exit(status = 0): Promise<void> {
    await this.#connection.control("endProcess", { pid: this.pid, status });
  }
}

/** The hosts of a lab, and how their wire is set. */
export type WireLab = Pick<CreateLabOptions, "hosts" | "wire">;

/** A lab of a real server, in which programs make calls, and whose trace is kept. */
export class RecordedLab {
  readonly #baseUrl: string;
  readonly #rest: RestClient;
  readonly #key: LabKey;
  readonly #connections: Connection[] = [];
  readonly #events: LabEvent[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(baseUrl: string, rest: RestClient, key: LabKey) {
    this.#baseUrl = baseUrl;
    this.#rest = rest;
    this.#key = key;
  }

  /** What opens it for others: a page. */
  get key(): LabKey {
    return this.#key;
  }

  /** `wire`: of a lab with hosts. */
  static async open(baseUrl: string, wire: WireLab = {}): Promise<RecordedLab> {
    const rest = new RestClient({ baseUrl });
    const { lab, token } = await rest.createLab({ ttlSeconds: 120, ...wire });
    const opened = new RecordedLab(baseUrl, rest, { lab: lab.id, token });
    const follower = await opened.#connect();
    follower.onEvent((event) => {
      opened.#events.push(event);
      for (const look of opened.#waiting) look();
    });
    await follower.control("follow", { since: 0, batch: true });
    return opened;
  }

  async start(name: string, host?: string): Promise<RecordedProgram> {
    const connection = await this.#connect();
    const { pid } = await connection.control("startProcess", {
      name,
      ...(host === undefined ? {} : { host }),
    });
    return new RecordedProgram(connection, { name, pid });
  }

  /** For programs that start afterwards. */
  async setConditions(set: ControlParams<"setConditions">): Promise<void> {
    const connection = await this.#connect();
    await connection.control("setConditions", set);
  }

  async setWire(change: WireChange): Promise<void> {
    await this.#rest.setWire(this.#key, change);
  }

  /** Does what a person does with a packet that is held. */
  async act(packet: number, action: HandAction): Promise<void> {
    await this.#rest.actOnPacket(this.#key, packet, action);
  }

  /** The numbers of the packets that have been held so far. */
  get held(): number[] {
    return this.#events.flatMap((event) => (event.event === "packetHeld" ? [event.packet] : []));
  }

  /** Resolves as soon as so many packets have been held. */
  async untilHeld(count: number): Promise<void> {
    await this.until(`${count} packets held`, () => this.held.length >= count);
  }

  /** Resolves as soon as an event that the lab has made, before or after this call, is such a one. */
  async until(what: string, isIt: (event: LabEvent) => boolean): Promise<void> {
    const isThere = () => this.#events.some(isIt);
    if (isThere()) return;
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!isThere()) return;
        clearTimeout(tooLate);
        this.#waiting.delete(look);
        resolve();
      };
      const tooLate = setTimeout(() => reject(new Error(`The lab did not show: ${what}`)), WAIT_MS);
      this.#waiting.add(look);
    });
  }

  /** Resolves when a call of this program waits in the kernel. */
  async untilBlocked(program: RecordedProgram, command: CommandName): Promise<void> {
    const calls = () =>
      this.#events.flatMap((event) =>
        event.event === "callStarted" && event.pid === program.pid && event.command === command
          ? [event.call]
          : [],
      );
    await this.until(
      `${command} of process ${program.pid} waits`,
      (event) => event.event === "callBlocked" && event.call === calls().at(-1),
    );
  }

  /** Resolves when every program has ended, so that nothing more is printed or called. */
  async untilProcessesEnded(): Promise<void> {
    const started = this.#events.flatMap((event) => (event.event === "processStarted" ? [event.pid] : []));
    for (const pid of started)
      await this.until(`the end of ${pid}`, (event) => event.event === "processEnded" && event.pid === pid);
  }

  /** Resolves when the kernel shows a socket in this state. */
  async untilState(state: string): Promise<void> {
    await this.until(state, (event) => event.event === "socketChanged" && event.socket.state === state);
  }

  /** What the server says of itself and of this lab. */
  async facts(): Promise<{ health: Health; lab: LabInfo }> {
    return { health: await this.#rest.health(), lab: await this.#rest.getLab(this.#key) };
  }

  /** The lab's trace, as `GET …/trace` gives it: NDJSON. */
  trace(): Promise<string> {
    return this.#rest.traceText(this.#key);
  }

  /** What each conversation's ends sent to each other, as `GET …/streams/…` gives it: JSON. */
  async streams(): Promise<unknown[]> {
    const numbers = this.#events.flatMap((event) =>
      event.event === "packet" && event.stream !== undefined ? [event.stream] : [],
    );
    const answers: unknown[] = [];
    for (const number of new Set(numbers)) {
      const response = await fetch(`${this.#baseUrl}/api/labs/${this.#key.lab}/streams/${number}`, {
        headers: { authorization: `Bearer ${this.#key.token}`, accept: "application/json" },
      });
      answers.push(await response.json());
    }
    return answers;
  }

  async close(): Promise<void> {
    await this.#rest.deleteLab(this.#key);
    for (const connection of this.#connections) connection.close();
  }

  async #connect(): Promise<Connection> {
    const connection = await Connection.open({
      baseUrl: this.#baseUrl,
      key: this.#key,
      webSocket: WebSocket,
    });
    this.#connections.push(connection);
    return connection;
  }
}
