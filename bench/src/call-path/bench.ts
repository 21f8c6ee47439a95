import { fileURLToPath } from "node:url";
import { startServer } from "../start-server.js";
import { closeHttp } from "./http.js";
import { type Peer, startBareEcho, startWebsockify } from "./peers.js";

const ours = fileURLToPath(new URL("../../../apps/server/dist/front-door/main.js", import.meta.url));

/** One lab host, so that the labs of the benchmark are in the same one; they are of one visitor. */
const environment = { SOCKPIT_LAB_HOSTS: "1", SOCKPIT_LABS_PER_VISITOR: "4096", SOCKPIT_LOG_LEVEL: "warn" };

export interface MeasuredServer {
  readonly baseUrl: string;
  readonly pid: number;
  end(): void;
}

/** Starts a server to measure: this version's, or the one whose `front-door/main.js` SOCKPIT_BENCH_SERVER names. */
export async function startMeasuredServer(): Promise<MeasuredServer> {
  const file = process.env["SOCKPIT_BENCH_SERVER"] ?? ours;
  const { child, port } = await startServer(file, /http:\/\/[\d.]+:(\d+)/, environment);
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    end: () => child.kill(),
  };
}

/** What is measured and its peers, each started when the first row needs it. */
export class Bench {
  #server: Promise<MeasuredServer> | undefined;
  #echo: Promise<Peer> | undefined;
  #websockify: Promise<Peer> | undefined;

  server(): Promise<MeasuredServer> {
    this.#server ??= startMeasuredServer();
    return this.#server;
  }

  echo(): Promise<Peer> {
    this.#echo ??= startBareEcho();
    return this.#echo;
  }

  websockify(): Promise<Peer> {
    this.#websockify ??= startWebsockify();
    return this.#websockify;
  }

  async end(): Promise<void> {
    closeHttp();
    for (const started of [this.#server, this.#echo, this.#websockify]) {
      await started?.then(
        (each) => each.end(),
        () => undefined,
      );
    }
  }
}
