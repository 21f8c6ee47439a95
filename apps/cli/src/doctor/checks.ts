import { once } from "node:events";
import { createServer } from "node:net";
import { RestClient } from "@sockpit/client";
import { parseScenario } from "@sockpit/protocol/scenario";
import { engineOfNode, runProgram } from "@sockpit/python/node";
import { runScenario } from "@sockpit/scenario";
import { WebSocket } from "ws";
import { findChromium } from "../run/chromium/find-chromium.js";

/** What a check found: `limited` works, with less than there could be. */
export interface Finding {
  readonly outcome: "ok" | "limited" | "failed";
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

export interface Check {
  readonly name: string;
  run(server: string): Promise<Finding>;
}

const DEFAULT_PORT = 7070;
const NETWORKS = "docs/networks.md says what isolated networks need.";

/** One connection, both ends of which are steps. */
const HANDSHAKE = `title: Check
-- server.steps --
s = create_server(("127.0.0.1", 8088)); conn, peer = s.accept(); conn.recv(2) == b"hi"
-- client.steps -- after server.listen
s = create_connection(("127.0.0.1", 8088)); s.sendall(b"hi")
`;

/** What a machine needs, from the bottom up. */
export const checks: readonly Check[] = [
  {
    name: "Node",
    run: async () => ({ outcome: "ok", found: `${process.version}, ${process.platform} ${process.arch}` }),
  },
  { name: "Network of labs", run: network },
  { name: "Packets", run: packets },
  { name: "Sockets", run: sockets },
  { name: "Python", run: python },
  { name: "Threads in Python", run: threads },
  { name: "Page", run: page },
  { name: `Port ${DEFAULT_PORT}`, run: port },
];

async function network(baseUrl: string): Promise<Finding> {
  const { network: kind, isolation } = await new RestClient({ baseUrl }).health();
  if (kind === "isolated") return { outcome: "ok", found: "isolated: each lab has a network of its own" };
  return {
    outcome: "limited",
    found: `mapped: labs share this machine's loopback (${reasonOf(isolation)})`,
    advice: NETWORKS,
  };
}

async function packets(baseUrl: string): Promise<Finding> {
  const { network: kind, isolation } = await new RestClient({ baseUrl }).health();
  if (isolation.capture && kind === "isolated") return { outcome: "ok", found: "they are captured" };
  return {
    outcome: "limited",
    found: `they cannot be captured (${reasonOf(isolation)})`,
    advice: NETWORKS,
  };
}

function reasonOf(isolation: { readonly reason?: string | undefined }): string {
  return isolation.reason ?? "it was asked for";
}

async function sockets(baseUrl: string): Promise<Finding> {
  const { scenario } = parseScenario(HANDSHAKE);
  if (scenario === undefined) throw new Error("the check's own scenario has mistakes");
  const { runs } = await runScenario(scenario, { baseUrl, webSocket: WebSocket, timeLimitSeconds: 10 });
  const [run] = runs;
  if (run?.outcome === "passed") return { outcome: "ok", found: "two programs talk over TCP" };
  const said = run?.reason ?? run?.programs.map(({ stderr }) => stderr.trim()).join(" ");
  return { outcome: "failed", found: `two programs cannot talk over TCP: ${said}` };
}

async function python(url: string): Promise<Finding> {
  const startedAt = performance.now();
  const source = "import sys; print(sys.version.split()[0], end='')";
  const { stdout, stderr, status } = await runProgram({ url, source, timeoutMs: 60_000 });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (status === 0)
    return { outcome: "ok", found: `${stdout} runs without a browser (first start ${seconds} s)` };
  return { outcome: "failed", found: `a program ends with status ${status}: ${stderr.trim()}` };
}

async function threads(): Promise<Finding> {
  if (engineOfNode() === "jspi") return { outcome: "ok", found: "programs may start threads" };
  const path = findChromium();
  if (path !== undefined) return { outcome: "ok", found: `programs that start threads run in ${path}` };
  return {
    outcome: "limited",
    found: `programs that start threads cannot run in Node ${process.versions.node}`,
    advice: "Use Node 24, or install Chromium.",
  };
}

async function page(baseUrl: string): Promise<Finding> {
  const response = await fetch(baseUrl);
  await response.arrayBuffer();
  if (response.ok) return { outcome: "ok", found: "it is served" };
  return { outcome: "limited", found: "it has not been built", advice: "Run pnpm build." };
}

async function port(): Promise<Finding> {
  const server = createServer();
  try {
    server.listen(DEFAULT_PORT, "127.0.0.1");
    await once(server, "listening");
    return { outcome: "ok", found: "it is free" };
  } catch (error) {
    const advice = "Is Sockpit running already? Otherwise choose another one: sockpit serve --port 7071";
    return { outcome: "limited", found: (error as Error).message, advice };
  } finally {
    server.close();
  }
}
