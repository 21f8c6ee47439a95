import { fileURLToPath } from "node:url";
import { startServer } from "../start-server.js";
import { closeHttp } from "./http.js";
import { type Peer, startBareEcho, startWebsockify } from "./peers.js";
import { canBind, onClientsProcessor, SERVERS } from "./processors.js";

const ours = fileURLToPath(new URL("../../../apps/server/dist/front-door/main.js", import.meta.url));

/** The labs of the benchmark are of one visitor. */
const environment = { SOCKPIT_LABS_PER_VISITOR: "4096", SOCKPIT_LOG_LEVEL: "warn" };

interface ServerOptions {
  /** The only one that it may run on. */
  readonly processor?: number | undefined;
  /** Usually one, so that the labs of the benchmark are in the same one. */
  readonly labHosts?: number;
}

export interface MeasuredServer {
  readonly baseUrl: string;
  readonly pid: number;
  end(): void;
}

/** Starts a server to measure: this version's, or the one whose `front-door/main.js` SOCKPIT_BENCH_SERVER names. */
export async function startMeasuredServer({
  processor,
  labHosts = 1,
}: ServerOptions = {}): Promise<MeasuredServer> {
  const file = process.env["SOCKPIT_BENCH_SERVER"] ?? ours;
  const { child, port } = await startServer(file, /http:\/\/[\d.]+:(\d+)/, {
    environment: { ...environment, SOCKPIT_LAB_HOSTS: String(labHosts) },
    processor,
  });
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    end: () => child.kill(),
  };
}

/** What is measured and its peers, each started when the first row needs it. */
export class Bench {
  readonly #processor: number | undefined;
  #apart: Bench | undefined;
  #server: Promise<MeasuredServer> | undefined;
  #echo: Promise<Peer> | undefined;
  #websockify: Promise<Peer> | undefined;

  /** `processor`: the only one for what is measured and its peers. */
  constructor(processor?: number) {
    this.#processor = processor;
  }

  /**
   * Measures with the client on one processor and all that it calls on another. Where the scheduler puts the two ends of one
   * exchange changes from round to round otherwise, and is the difference between an echo of 15 µs and one of 70.
   */
  apart<T>(measure: (bench: Bench) => Promise<T>): Promise<T> {
    if (!canBind) return measure(this);
    this.#apart ??= new Bench(SERVERS);
    const bench = this.#apart;
    return onClientsProcessor(() => measure(bench));
  }

  server(): Promise<MeasuredServer> {
    this.#server ??= startMeasuredServer({ processor: this.#processor });
    return this.#server;
  }

  echo(): Promise<Peer> {
    this.#echo ??= startBareEcho(this.#processor);
    return this.#echo;
  }

  websockify(): Promise<Peer> {
    this.#websockify ??= startWebsockify(this.#processor);
    return this.#websockify;
  }

  async end(): Promise<void> {
    await this.#apart?.end();
    closeHttp();
    for (const started of [this.#server, this.#echo, this.#websockify]) {
      await started?.then(
        (each) => each.end(),
        () => undefined,
      );
    }
  }
}
