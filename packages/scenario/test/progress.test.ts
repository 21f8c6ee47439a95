import { parseScenario } from "@sockpit/protocol/scenario";
import { type RunProgress, runScenario } from "@sockpit/scenario";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await stopServer(server);
});

const text = `title: t
-- server.steps --
s = create_server(("127.0.0.1", 8088))
conn, peer = s.accept()
print("accepted")
conn.recv(10) == b"go on"
-- client.steps -- after server.listen
s = socket()
s.connect(("127.0.0.1", 8088))
after client.send
-- other.steps --
after server.accept
print("never before")
-- expect --
output  server "accepted"
never   output other "never before"
output  client !"x"
exit    other 0
-- conditions --
plain
wire delay 50ms
`;

/** Runs it until a program waits for ever, and lets the time limit end that. */
async function progressOf(source: string, timeLimitSeconds: number): Promise<RunProgress[]> {
  const { scenario } = parseScenario(source);
  if (scenario === undefined) throw new Error("it has mistakes");
  const all: RunProgress[] = [];
  await runScenario(scenario, {
    baseUrl: server.baseUrl,
    webSocket: WebSocket,
    timeLimitSeconds,
    onProgress: (progress) => all.push(progress),
  });
  return all;
}

function brief(progress: RunProgress): string {
  const { kind, place } = progress;
  if (kind === "programStarted") return `${place.number} + ${progress.program}`;
  if (kind === "programEnded") return `${place.number} - ${progress.program} ${progress.status}`;
  if (kind === "expectationDecided")
    return `${place.number} ${progress.index} ${progress.result.isMet ? "met" : "not met"}`;
  if (kind === "conditionEnded") return `${place.number} ${progress.result.outcome}`;
  return `${place.number} of ${place.of}${progress.lab === undefined ? "" : " in a lab"}`;
}

test("A run reports what happens in order, and decides what lasts while programs still run, each by its event", async () => {
  const all = await progressOf(text, 1.5);
  const briefly = all.map(brief);
  expect(briefly[0]).toBe("1 of 2 in a lab");
  expect(briefly.slice(-3)).toEqual(["1 failed", "2 of 2", "2 skipped"]);
  const at = (line: string) => briefly.indexOf(line);
  expect(at("1 + server.steps")).toBeGreaterThan(0);
  // The server waits for ever: what is decided before it ends was decided early.
  expect(at("1 - server.steps 130")).toBeGreaterThan(at("1 0 met"));
  expect(at("1 - server.steps 130")).toBeGreaterThan(at("1 1 not met"));
  expect(at("1 2 met")).toBeGreaterThan(at("1 - server.steps 130"));
  expect(at("1 3 met")).toBeGreaterThan(at("1 - server.steps 130"));
  expect(briefly.filter((line) => / \d (not )?met$/.test(line))).toHaveLength(4);

  const started = all.find((progress) => progress.kind === "programStarted");
  for (const progress of all)
    if (progress.kind === "expectationDecided" && progress.index !== 2)
      expect(progress.result.seq).toBeGreaterThan(started?.seq ?? 0);
});
