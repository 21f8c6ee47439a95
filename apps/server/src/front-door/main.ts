import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { log } from "../between/log.js";
import { createApp } from "./app.js";
import { AccessGate } from "./entry/access/access-gate.js";
import { ConnectionLimits } from "./entry/connection-limits.js";
import { HostGuard } from "./entry/host-guard.js";
import { RequestLimits } from "./entry/request-limits.js";
import { VisitorLabs } from "./entry/visitor-labs.js";
import { createHttpServer } from "./http-server.js";
import { LabHosts } from "./lab-hosts/lab-hosts.js";
import { LabRegistry } from "./lab-hosts/lab-registry.js";
import { Metrics } from "./operations/metrics.js";
import { operationsUrl, serveOperations } from "./operations/operations-server.js";
import { RequestReports } from "./operations/request-reports.js";
import { isLoopback, readOptions, SettingError } from "./options.js";
import { Runs } from "./runs/runs.js";
import { webSocketDoor } from "./web-socket-door.js";
import { readWheels } from "./wheels.js";

async function main(): Promise<void> {
  /** From the first moment: to process 1 of a container, a signal that has no handler does not exist. */
  let stop = (): void => process.exit(0);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop());
  const options = readOptions(process.env);
  const wheels = options.wheels === undefined ? undefined : readWheels(options.wheels);
  const registry = new LabRegistry();
  const hosts = await LabHosts.start(
    { network: options.network, count: options.labHosts },
    {
      onLost: (host) => registry.removeHost(host),
      onLabClosed: (lab) => {
        registry.remove(lab);
        log.info({ lab }, "lab closed");
      },
    },
  );
  if (hosts.network === "mapped" && !isLoopback(options.host) && !options.allowMapped) {
    await hosts.stop();
    throw new SettingError(
      `HOST=${options.host} would offer a mapped network beyond this machine, where labs share the server's loopback ` +
        `(${hosts.isolation.reason}). Set SOCKPIT_ALLOW_MAPPED=1 if you trust everybody who can reach it.`,
    );
  }
  if (!isLoopback(options.host) && options.accessCode === undefined && !options.isOpen) {
    await hosts.stop();
    throw new SettingError(
      `HOST=${options.host} would let everybody who reaches this machine use the server. Set SOCKPIT_ACCESS_CODE to what ` +
        "visitors have to know, or SOCKPIT_OPEN=1 if everybody may.",
    );
  }
  if (options.runsPython && !hasPython()) {
    await hosts.stop();
    throw new SettingError("SOCKPIT_RUN_PYTHON=1: Python for Node.js is not installed with this server.");
  }
  const guard = new HostGuard({ listenHost: options.host, allowedHosts: options.allowedHosts });
  const gate = new AccessGate(options.accessCode);
  const connections = new ConnectionLimits({ isPerVisitor: !options.trustsProxy });
  const requestLimits = new RequestLimits({ connections, trustsProxy: options.trustsProxy });
  const visitorLabs = new VisitorLabs(options.labsPerVisitor);
  const metrics = new Metrics({
    frontDoor: () => ({
      labs: registry.size,
      connections: connections.total,
      requestsUnderWay: requestLimits.requestsUnderWay,
      incomingBodyBytes: requestLimits.incomingBodyBytes,
    }),
    labHosts: () => hosts.all.flatMap(({ code, stats }) => (stats === undefined ? [] : [{ code, stats }])),
  });
  const reports = new RequestReports(metrics);
  const runs = new Runs({
    hosts,
    registry,
    visitorLabs,
    baseUrl: () => ownUrl(server.address() as AddressInfo),
    ownLabs: gate.ownLabs,
    runsPython: options.runsPython,
  });
  const { trustsProxy } = options;
  const parts = {
    guard,
    gate,
    trustsProxy,
    hosts,
    registry,
    reports,
    requestLimits,
    visitorLabs,
    runs,
    version: readVersion(),
    feedbackUrl: options.feedbackUrl,
    wheels,
  };
  const server = createHttpServer(createApp(parts), connections);
  server.on("upgrade", webSocketDoor({ guard, gate, requestLimits, registry, connections, reports }));
  if (options.metrics !== undefined) {
    const { metrics: address } = options;
    const operations = await serveOperations({ metrics, registry }, address).catch(async (error) => {
      await hosts.stop();
      throw explainListen(error, address, "SOCKPIT_METRICS_PORT");
    });
    console.log(`sockpit: metrics at ${operationsUrl(operations)}/metrics`);
  }
  server.once(
    "error",
    (error: NodeJS.ErrnoException) => void hosts.stop().then(() => fail(explainListen(error, options))),
  );
  server.listen(options.port, options.host, () => {
    console.log(describeNetwork(hosts));
    console.log(`sockpit: ${pageUrl(server.address() as AddressInfo)}`);
  });
  stop = () => {
    server.close();
    runs.stop();
    void hosts.stop().then(() => process.exit(0));
  };
}

/** Whether run processes can load it. */
function hasPython(): boolean {
  try {
    return import.meta.resolve("@sockpit/python/node") !== "";
  } catch {
    return false;
  }
}

/** Where processes of this machine reach it. */
function ownUrl({ address, family, port }: AddressInfo): string {
  const host = address === "0.0.0.0" ? "127.0.0.1" : address === "::" ? "::1" : address;
  return `http://${family === "IPv6" ? `[${host}]` : host}:${port}`;
}

/** Where to open the page. A browser takes the wildcard address for no secure context, but loopback for one. */
function pageUrl({ address, family, port }: AddressInfo): string {
  if (address === "0.0.0.0" || address === "::") return `http://127.0.0.1:${port} (listening on ${address})`;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function describeNetwork({ network, isolation }: LabHosts): string {
  if (network === "isolated") {
    const without = isolation.capture ? "" : ` Packets cannot be captured: ${isolation.reason}.`;
    return `sockpit: each lab has a network of its own (isolated).${without}`;
  }
  return `sockpit: labs share this machine's loopback (mapped): ${isolation.reason}.`;
}

function readVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  return String((JSON.parse(readFileSync(file, "utf8")) as { version: unknown }).version);
}

function explainListen(
  error: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
  name = "PORT",
): unknown {
  if (error.code === "EADDRINUSE")
    return new SettingError(`${host}:${port} is in use. Set ${name} to another port.`);
  if (error.code === "EACCES")
    return new SettingError(`${host}:${port} may not be used. Set ${name} above 1023.`);
  if (error.code === "EADDRNOTAVAIL") {
    const hostName = name.replace("PORT", "HOST");
    return new SettingError(`${hostName}=${host} is not an address of this machine.`);
  }
  return error;
}

function fail(error: unknown): void {
  console.error("sockpit:", error instanceof SettingError ? error.message : error);
  process.exitCode = 1;
  process.exit();
}

main().catch(fail);
