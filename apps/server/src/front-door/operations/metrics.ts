import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { HostStats } from "../../between/host-stats.js";

/** What the front door itself has open. */
interface FrontDoorNumbers {
  labs: number;
  connections: number;
  requestsUnderWay: number;
  incomingBodyBytes: number;
}

/** Where the numbers come from, asked for when the metrics are read. */
interface Sources {
  frontDoor: () => FrontDoorNumbers;
  /** What each lab host's last answer to a ping said. */
  labHosts: () => { code: string; stats: HostStats }[];
}

type Value<S> = readonly [help: string, of: (source: S) => number];

const MS_PER_SECOND = 1000;

const frontDoorGauges: Record<string, Value<FrontDoorNumbers>> = {
  sockpit_registered_labs: ["Labs that a token opens.", ({ labs }) => labs],
  sockpit_http_connections: ["Open HTTP connections, without WebSockets.", ({ connections }) => connections],
  sockpit_http_requests_under_way: [
    "Requests that are being answered, event streams and waiting calls included.",
    ({ requestsUnderWay }) => requestsUnderWay,
  ],
  sockpit_http_incoming_body_bytes: [
    "Bytes of memory that bodies take until they are decoded, three times their size.",
    ({ incomingBodyBytes }) => incomingBodyBytes,
  ],
};

/** All with the label `lab_host`. */
const labHostGauges: Record<string, Value<HostStats>> = {
  sockpit_labs: ["Labs that live in a lab host.", ({ labs }) => labs],
  sockpit_processes: ["Processes of all labs.", ({ processes }) => processes],
  sockpit_sockets: ["Open fds of all processes.", ({ sockets }) => sockets],
  sockpit_websockets: ["Open WebSockets.", ({ connections }) => connections],
  sockpit_loop_delay_mean_seconds: [
    "How late the event loop was since the last ping, on average.",
    ({ loopDelayMs }) => loopDelayMs.mean / MS_PER_SECOND,
  ],
  sockpit_loop_delay_max_seconds: [
    "How late the event loop was since the last ping, at most.",
    ({ loopDelayMs }) => loopDelayMs.max / MS_PER_SECOND,
  ],
  sockpit_record_bytes: ["Bytes of kept events and packets.", ({ recordBytes }) => recordBytes],
  sockpit_record_limit_bytes: [
    "Bytes of events and packets kept at most.",
    ({ recordLimitBytes }) => recordLimitBytes,
  ],
  sockpit_queued_bytes: ["Bytes of messages that wait for their turn.", ({ queuedBytes }) => queuedBytes],
  sockpit_heap_bytes: ["Bytes of a lab host's JavaScript heap in use.", ({ heapBytes }) => heapBytes],
  sockpit_resident_bytes: ["A lab host's resident memory.", ({ rssBytes }) => rssBytes],
};

/** Counts since a lab host started; they begin anew when it is replaced. */
const labHostCounters: Record<string, Value<HostStats>> = {
  sockpit_dropped_events_total: ["Events that gave way to newer ones.", ({ evictedEvents }) => evictedEvents],
  sockpit_dropped_packets_total: [
    "Captured packets that gave way to newer ones.",
    ({ evictedPackets }) => evictedPackets,
  ],
  sockpit_lost_packets_total: ["Packets that could not be captured.", ({ lostPackets }) => lostPackets],
  sockpit_corrections_total: [
    "Sockets of which the kernel said something else than was derived: `viewCorrected`.",
    ({ corrections }) => corrections,
  ],
};

/** The server's numbers for Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Counter({
    name: "sockpit_http_requests_total",
    help: "Requests that have been answered, WebSocket handshakes included, by route and status.",
    labelNames: ["route", "status"],
    registers: [this.#registry],
  });
  readonly #errors = new Counter({
    name: "sockpit_http_errors_total",
    help: "Requests that have been answered with an error, by its code or errno.",
    labelNames: ["code"],
    registers: [this.#registry],
  });

  constructor({ frontDoor, labHosts }: Sources) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry, prefix: "sockpit_front_door_" });
    for (const [name, [help, of]] of Object.entries(frontDoorGauges)) {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(of(frontDoor()));
        },
      });
    }
    for (const [name, [help, of]] of Object.entries(labHostGauges)) {
      new Gauge({
        name,
        help,
        labelNames: ["lab_host"],
        registers,
        collect() {
          this.reset();
          for (const { code, stats } of labHosts()) this.set({ lab_host: code }, of(stats));
        },
      });
    }
    for (const [name, [help, of]] of Object.entries(labHostCounters)) {
      new Counter({
        name,
        help,
        labelNames: ["lab_host"],
        registers,
        collect() {
          this.reset();
          for (const { code, stats } of labHosts()) this.inc({ lab_host: code }, of(stats));
        },
      });
    }
    new Counter({
      name: "sockpit_calls_total",
      help: "Socket calls that have ended, by command and outcome: ok, an errno, timeout or an error's code.",
      labelNames: ["lab_host", "command", "outcome"],
      registers,
      collect() {
        this.reset();
        for (const { code, stats } of labHosts()) {
          for (const [command, outcomes] of Object.entries(stats.calls)) {
            for (const [outcome, count] of Object.entries(outcomes))
              this.inc({ lab_host: code, command, outcome }, count);
          }
        }
      },
    });
  }

  countRequest({ route, status, code }: { route?: string; status: number; code?: string }): void {
    this.#requests.inc({ route: route ?? "page", status });
    if (code !== undefined) this.#errors.inc({ code });
  }

  /** In Prometheus' text format. */
  read(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
