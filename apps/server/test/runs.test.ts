import { readdirSync, readFileSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restError, Server } from "./support.js";

interface Run {
  id: string;
  state: string;
  reason?: string;
  isPassed?: boolean;
  records: { number: number; events: string; packets?: string }[];
  results: { scenarios: { runs: RunResults[]; points: object }[] };
}

interface RunResults {
  condition: string;
  outcome: string;
  reason?: string;
  programs: { stdout: string; status: number }[];
  failures: { name: string; line: number; actual: string }[];
}

/** What a server-sent event holds. */
interface Message {
  event?: string;
  id?: string;
  data: Record<string, unknown>;
}

const hello = `title: Hello
-- server.steps --
s = create_server(("127.0.0.1", 8088))
conn, address = s.accept()
print(conn.recv(100).decode())
-- client.steps -- after server.listen
s = create_connection(("127.0.0.1", 8088))
s.sendall(b"hi")
s.close()
-- expect --
output server "hi"
packets client > server data b"hi"
-- conditions --
plain             1 point
short reads 1     2 points
`;

/** It accepts, and then waits for ever. */
const waiting = `title: Waiting
-- server.steps --
s = create_server(("127.0.0.1", 8088))
print("listening")
s.accept()
-- expect --
output server "listening"
`;

/** All server-sent events of an answer, to its end. */
async function messagesOf(answer: Response): Promise<Message[]> {
  const blocks = (await answer.text())
    .split("\n\n")
    .filter((block) => block !== "" && !block.startsWith(":"));
  return blocks.map((block) => {
    const fields = Object.fromEntries(
      block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]),
    );
    return { ...fields, data: JSON.parse(fields["data"] ?? "null") };
  });
}

/** Each run is a process that starts, also beside other work. */
const RUN_TIMEOUT_MS = 60_000;

describe("/api/runs", { timeout: RUN_TIMEOUT_MS }, () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start();
  });
  afterAll(async () => {
    await server.stop();
  });

  const post = (body: object, headers: Record<string, string> = {}, signal: AbortSignal | null = null) =>
    server.fetch("/api/runs", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal,
    });
  const runOf = async (answer: Response) => (await answer.json()) as Run;

  test("a scenario on a wire has a host for each program, or says why it has none", async () => {
    const scenario = hello
      .replace("title: Hello\n", "title: Hello\nnetwork: wire\n")
      .replace('"127.0.0.1"', '"0.0.0.0"')
      .replace('"127.0.0.1"', '"server"')
      .replace("short reads 1", "wire drop client SYN #1");
    const run = await runOf(await post({ scenario }));
    const { isolation } = await server.rest.health();
    const outcome = isolation.wire == null ? "skipped" : "passed";
    expect(run.results.scenarios[0]?.runs).toMatchObject([{ outcome }, { outcome }]);
  });

  test("a run gives its results, and keeps what each condition's lab has recorded", async () => {
    const answer = await post({ scenario: hello, file: "hello.scenario" });
    expect(answer.status).toBe(200);
    const run = await runOf(answer);
    expect(answer.headers.get("location")).toBe(`/api/runs/${run.id}`);
    expect([run.state, run.isPassed]).toEqual(["ended", false]);
    const [results] = run.results.scenarios;
    expect(results?.points).toEqual({ reached: 1, possible: 3 });
    expect(results?.runs.map(({ condition, outcome }) => [condition, outcome])).toEqual([
      ["plain", "passed"],
      ["short reads 1", "failed"],
    ]);
    expect(results?.runs[1]?.failures).toEqual([
      expect.objectContaining({ name: 'output server "hi"', line: 11, actual: '"h\\n"' }),
    ]);
    const { isolation } = await server.rest.health();
    for (const { events, packets = "" } of run.records) {
      const lines = (await (await server.fetch(events)).text()).trimEnd().split("\n");
      expect(JSON.parse(lines[0] ?? "")).toMatchObject({ event: "processStarted", name: "server.steps" });
      if (!isolation.capture) continue;
      const pcapng = new DataView(await (await server.fetch(packets)).arrayBuffer());
      expect(pcapng.getUint32(0)).toBe(0x0a0d0d0a);
    }
    expect(await runOf(await server.fetch(`/api/runs/${run.id}`))).toEqual(run);
    expect((await server.rest.health()).status).toBe("ok");
  });

  test("the same results are JUnit's XML, which a parser loads, and a page", async () => {
    const xml = await post({ scenario: hello, file: "hello.scenario" }, { accept: "application/xml" });
    expect(xml.headers.get("content-type")).toMatch(/^application\/xml/);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(await xml.text());
    const [plain, short] = testsuites.testsuite;
    expect([plain["@_failures"], short["@_failures"]]).toEqual(["0", "1"]);
    expect(short.testcase[0]).toMatchObject({
      "@_file": "hello.scenario",
      "@_line": "11",
      failure: { "#text": 'expected output server "hi"\nactual   "h\\n"' },
    });
    const page = await server.fetch(String(xml.headers.get("location")), {
      headers: { accept: "text/html" },
    });
    expect(await page.text()).toMatch(/<!doctype html>.*Hello.*short reads 1/s);
  });

  test("a program that waits for ever ends at its time limit, with what was observed kept", async () => {
    const run = await runOf(await post({ scenario: waiting, timeLimitSeconds: 0.5 }));
    const [result] = run.results.scenarios[0]?.runs ?? [];
    expect(result).toMatchObject({
      outcome: "failed",
      reason: "not all programs ended within 0.5s",
      programs: [{ stdout: "listening\n", status: 130 }],
    });
    expect(result?.failures.map(({ name }) => name)).toEqual(["server.steps ended with status 130"]);
  });

  test("a run that is answered at once goes on, and is followed, and forgotten when it is deleted", async () => {
    const answer = await post({ scenario: hello }, { prefer: "respond-async" });
    expect([answer.status, answer.headers.get("preference-applied")]).toEqual([202, "respond-async"]);
    const { id, state } = await runOf(answer);
    expect(state).toBe("running");
    const path = `/api/runs/${id}`;
    const messages = await messagesOf(await server.fetch(`${path}/progress`));
    const kinds = messages.map(({ data }) => data["kind"]);
    expect(kinds[0]).toBe("conditionStarted");
    expect(kinds.filter((kind) => kind === "expectationDecided")).toHaveLength(4);
    expect(messages.at(-2)?.data).toMatchObject({
      kind: "conditionEnded",
      number: 2,
      of: 2,
      outcome: "failed",
    });
    expect(messages.at(-1)).toMatchObject({ event: "end", data: { id, state: "ended", isPassed: false } });
    const from = messages.length - 3;
    const again = await server.fetch(`${path}/progress`, { headers: { "last-event-id": String(from) } });
    expect(await messagesOf(again)).toEqual(messages.slice(from));
    expect((await server.fetch(path, { method: "DELETE" })).status).toBe(204);
    expect(await restError(await server.fetch(path))).toMatchObject({
      status: 404,
      error: { code: "no_such_run" },
    });
  });

  test("a client that leaves stops its run, and one more than two at once is refused", async () => {
    const leaving = new AbortController();
    const followed = await Promise.all([
      post({ scenario: waiting }, { accept: "text/event-stream" }, leaving.signal),
      post({ scenario: waiting }, { accept: "text/event-stream" }, leaving.signal),
    ]);
    const refused = await restError(await post({ scenario: waiting }));
    expect(refused).toMatchObject({ status: 429, error: { code: "too_many_runs" } });
    const paths = followed.map(({ headers }) => String(headers.get("location")));
    leaving.abort();
    for (const path of paths) {
      const messages = await messagesOf(await server.fetch(`${path}/progress`));
      expect(messages.at(-1)?.data).toMatchObject({ state: "stopped", reason: "its client has left" });
    }
    expect((await post({ scenario: hello })).status).toBe(200);
  });

  test("what cannot be run is refused with the place of the mistake, or the reason", async () => {
    const mistake = await post({ scenario: hello.replace("accept", "acept"), file: "hello.scenario" });
    expect(await restError(mistake)).toMatchObject({
      status: 400,
      error: {
        code: "bad_params",
        field: "scenario",
        message: expect.stringMatching(/^scenario: hello\.scenario:4:19: .*Did you mean `accept`\?/s),
      },
    });
    const json = { title: { en: "t" }, programs: [{ name: "a.py", source: "", times: 99 }] };
    expect(await restError(await post({ scenario: json }))).toMatchObject({
      status: 400,
      error: { code: "bad_params", field: "scenario.programs.0.times" },
    });
    expect(await restError(await post({ scenario: hello, timeLimitSeconds: 1e6 }))).toMatchObject({
      status: 400,
      error: { code: "bad_params", field: "timeLimitSeconds" },
    });
    const python = await post({ scenario: "title: t\n-- a.py --\nprint(1)\n" });
    expect(await restError(python)).toMatchObject({
      status: 422,
      error: { code: "python_not_allowed", message: expect.stringContaining("SOCKPIT_RUN_PYTHON=1") },
    });
  });

  /** Both cores are busy with it: two runs at once, as many as a visitor has. */
  test("the whole gallery passes, as far as it is in steps", { timeout: 180_000 }, async () => {
    const folder = new URL("../../../scenarios/", import.meta.url);
    const files = readdirSync(folder).filter((file) => file.endsWith(".scenario"));
    const inSteps = files
      .map((file) => ({ file, scenario: readFileSync(new URL(file, folder), "utf8") }))
      .filter(({ scenario }) => !/^-- \S+\.py --/m.test(scenario));
    expect(inSteps.length).toBeGreaterThan(30);
    const failed: unknown[] = [];
    const left = inSteps.values();
    const runNext = async () => {
      for (const { file, scenario } of left) {
        const { isPassed, results } = await runOf(await post({ scenario, file, timeLimitSeconds: 15 }));
        const [first] = results.scenarios;
        if (isPassed !== true || first?.runs.some(({ outcome }) => outcome !== "passed"))
          failed.push(file, JSON.stringify(first?.runs.map(({ failures }) => failures)));
      }
    };
    await Promise.all([runNext(), runNext()]);
    expect(failed).toEqual([]);
  });
});

describe("/api/scenarios", () => {
  let server: Server;
  beforeAll(async () => {
    server = await Server.start({
      SOCKPIT_ACCESS_CODE: "a-long-code",
      SOCKPIT_LABS_PER_VISITOR: "3",
      SOCKPIT_RUN_PYTHON: "1",
    });
  });
  afterAll(async () => {
    await server.stop();
  });
  const withCode = { "x-sockpit-access": "a-long-code" };

  test("lists the gallery in both languages, and gives each in both forms", async () => {
    const list = await server.fetch("/api/scenarios", { headers: withCode });
    const { scenarios, topics } = (await list.json()) as {
      scenarios: { name: string; title: object; level: string; needsPython: boolean }[];
      topics: object;
    };
    expect(scenarios.length).toBeGreaterThanOrEqual(30);
    expect(scenarios.find(({ name }) => name === "tcp-hello")).toMatchObject({
      title: { en: "TCP hello", "zh-TW": "你好，TCP" },
      needsPython: true,
    });
    expect(topics).toMatchObject({ tcp: { en: "TCP" } });
    const text = await server.fetch("/api/scenarios/echo", { headers: withCode });
    expect(await text.text()).toMatch(/^title: Echo server/);
    const accept = { ...withCode, accept: "application/json" };
    const json = await server.fetch("/api/scenarios/echo", { headers: accept });
    expect(await json.json()).toMatchObject({ title: { en: "Echo server" } });
    expect(await restError(await server.fetch("/api/scenarios/none", { headers: withCode }))).toMatchObject({
      status: 404,
      error: { code: "no_such_scenario" },
    });
  });

  /** An interpreter starts for each condition, also beside other work. */
  test("programs in Python run where the operator allows it, also under conditions", {
    timeout: 120_000,
  }, async () => {
    const scenario = `title: t
-- server.steps --
s = create_server(("127.0.0.1", 8088))
conn, address = s.accept()
conn.sendall(b"good morning")
conn.close()
-- client.py -- after server.listen
import socket
s = socket.create_connection(("127.0.0.1", 8088))
print(s.recv(100).decode())
-- conditions --
short reads 4..4 of client
`;
    const answer = await server.fetch("/api/runs", {
      method: "POST",
      headers: { "content-type": "application/json", ...withCode },
      body: JSON.stringify({ scenario }),
    });
    const { results, records } = (await answer.json()) as Run;
    expect(results.scenarios[0]?.runs[0]?.programs[1]).toMatchObject({ status: 0, stdout: "good\n" });
    const events = await (await server.fetch(records[0]?.events ?? "", { headers: withCode })).text();
    expect(events).toMatch(/"command":"recv".*"conditions":\["shortReads"\]/);
  });

  test("programs in Python run on the hosts of a wire, and find each other by name", {
    timeout: 120_000,
  }, async () => {
    const scenario = `title: t
network: wire
-- server.py --
import socket
with socket.create_server(("", 8088)) as listener:
    conn, peer = listener.accept()
    print(socket.gethostname(), "took", conn.recv(100), "from", socket.gethostbyaddr(peer[0])[0])
-- client.py -- after server.listen
import socket
with socket.create_connection(("server", 8088)) as s:
    s.sendall(b"hi")
-- conditions --
wire delay 5ms
`;
    const answer = await server.fetch("/api/runs", {
      method: "POST",
      headers: { "content-type": "application/json", ...withCode },
      body: JSON.stringify({ scenario }),
    });
    const { results, records } = (await answer.json()) as Run;
    const run = results.scenarios[0]?.runs[0];
    const { isolation } = await server.rest.health();
    if (isolation.wire == null) {
      expect(run?.outcome).toBe("skipped");
      return;
    }
    expect(run).toMatchObject({
      outcome: "passed",
      programs: [{ stdout: "server took b'hi' from client\n" }, { status: 0 }],
    });
    const events = await (await server.fetch(records[0]?.events ?? "", { headers: withCode })).text();
    expect(events).toMatch(/"event":"packetLeft".*"fate":"delivered"/);
  });

  test("a run needs the access code, and its labs count as its caller's", async () => {
    const run = (headers: Record<string, string>, scenario = hello) =>
      server.fetch("/api/runs", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ scenario }),
      });
    expect((await run({})).status).toBe(403);
    const { results } = (await (await run(withCode)).json()) as Run;
    expect(results.scenarios[0]?.runs.map(({ outcome }) => outcome)).toEqual(["passed", "failed"]);
    // More than this visitor may make within some seconds.
    expect(await restError(await run(withCode, hello + "plain\n".repeat(12)))).toMatchObject({
      status: 429,
      error: { code: "too_many_labs_of_visitor" },
    });
  });
});
