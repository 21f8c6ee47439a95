import type { LabEvent } from "@sockpit/protocol";
import type { PythonProgram, PythonProgramOptions } from "@sockpit/python";
import { expect, it, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { RecordModel } from "../../record/record-model.js";
import type { Program } from "../../shared/program.js";
import { runAll, type StartQueue, startAnyway } from "./run-all.js";
import { RunsModel } from "./runs-model.js";

const schedule = (callback: () => void) => {
  queueMicrotask(callback);
  return () => {};
};

const recorded = loadFixture("sample-programs");
const listening = recorded.findIndex((event) => event.event === "callEnded" && event.command === "listen");
const accepting = recorded.findIndex((event) => event.event === "callBlocked");
const place = {
  reason: "breakpoint" as const,
  command: null,
  thread: null,
  file: "server.py",
  line: 2,
  frames: [],
  variables: [],
};

function program(name: string, source: string): Program {
  return { id: name, name, source, colour: 0 };
}

const server = program("server.py", 's.bind(("127.0.0.1", 8088))\ns.listen()');
const client = program("client.py", 's.connect(("127.0.0.1", 8088))');

function start(programs: readonly Program[], settleMs?: number) {
  const started = new Map<string, PythonProgramOptions>();
  const program: PythonProgram = {
    state: "running",
    stop: () => {},
    kill: async () => {},
    resume: () => {},
    pause: () => {},
    setBreakpoints: () => {},
    answer: () => {},
  };
  const runs = new RunsModel({
    baseUrl: "http://x",
    nowUs: () => 0,
    breakpointsFor: () => ({}),
    whenLabOpen: async () => ({ lab: "l", token: "t" }),
    run: (options) => {
      started.set(options.name, options);
      return program;
    },
    schedule,
  });
  const record = new RecordModel({ schedule });
  const queue = createStore<StartQueue>(() => ({ programs: null, notes: new Map() }));
  const controller = new AbortController();
  const lab = record.store;
  const time = settleMs === undefined ? {} : { settleMs };
  const current = new Map(programs.map((program) => [program.id, program]));
  const done = runAll({
    runs,
    lab,
    programs,
    current: (id) => current.get(id),
    signal: controller.signal,
    queue,
    ...time,
  });
  const startedAs = (name: string) =>
    vi.waitFor(() => {
      const options = started.get(name);
      if (options === undefined) throw new Error(`${name} has not been started`);
      return options;
    });
  const receive = (events: readonly LabEvent[]) => {
    for (const event of events) record.receive(event);
  };
  const noteOf = ({ id }: Program) => queue.getState().notes.get(id);
  return { runs, started, current, queue, controller, done, startedAs, receive, noteOf };
}

it("starts a client once somebody listens on the port that it names", async () => {
  const at = start([client, server]);
  (await at.startedAs("server.py")).onStarted(1);
  at.receive(recorded.slice(0, listening));
  await vi.waitFor(() => expect(at.queue.getState().programs).toEqual(["client.py"]));
  expect(at.started.has("client.py")).toBe(false);
  at.receive(recorded.slice(listening, accepting + 1));
  (await at.startedAs("client.py")).onEnded({ status: 0, reason: "exited" });
  await at.done;
  expect(at.queue.getState()).toEqual({ programs: [], notes: new Map() });
});

it("starts a client with the text that it has by then, and none that was removed meanwhile", async () => {
  const at = start([client, { ...client, id: "other.py", name: "other.py" }, server]);
  (await at.startedAs("server.py")).onStarted(1);
  at.current.set(client.id, { ...client, source: `# corrected\n${client.source}` });
  at.current.delete("other.py");
  at.receive(recorded.slice(0, accepting + 1));
  const options = await at.startedAs("client.py");
  expect(options.source).toContain("# corrected");
  options.onEnded({ status: 0, reason: "exited" });
  await at.done;
  expect([...at.started.keys()]).toEqual(["server.py", "client.py"]);
});

it("says what a client waits for while its server is paused, and starts it when it is asked to", async () => {
  const at = start([client, server]);
  const options = await at.startedAs("server.py");
  options.onStarted(1);
  options.onPaused?.(place);
  await vi.waitFor(() =>
    expect(at.noteOf(client)).toEqual({ kind: "waiting", ports: [8088], servers: ["server.py"] }),
  );
  expect(at.started.has("client.py")).toBe(false);
  startAnyway(at.queue, client.id);
  await at.done;
  expect(at.noteOf(client)).toBeUndefined();
});

it("does not start the clients of a server that has failed, and says so", async () => {
  const at = start([client, server]);
  const options = await at.startedAs("server.py");
  options.onStarted(1);
  options.onEnded({ status: 1, reason: "exited" });
  await at.done;
  expect(at.started.has("client.py")).toBe(false);
  expect(at.noteOf(client)).toEqual({ kind: "serverEnded", ports: [8088], servers: ["server.py"] });
});

it("starts a client of unknown ports once the server waits, or has had its time", async () => {
  const unknown = program("client.py", "s.connect(address())");
  const waiting = start([unknown, server]);
  (await waiting.startedAs("server.py")).onStarted(1);
  waiting.receive(recorded.slice(0, accepting + 1));
  await waiting.startedAs("client.py");
  waiting.controller.abort();
  const slow = start([unknown, server], 10);
  (await slow.startedAs("server.py")).onStarted(1);
  await slow.startedAs("client.py");
  slow.controller.abort();
  await Promise.all([waiting.done, slow.done]);
});

it("starts a client that has no server in the page", async () => {
  const at = start([client]);
  (await at.startedAs("client.py")).onEnded({ status: 1, reason: "exited" });
  await at.done;
});

it("starts no modules, and says whose they are", async () => {
  const game = program("Game.py", "class Game: pass");
  const at = start([game, program("main.py", "import Game\nprint(1)")]);
  (await at.startedAs("main.py")).onEnded({ status: 0, reason: "exited" });
  await at.done;
  expect(at.started.has("Game.py")).toBe(false);
  expect(at.noteOf(game)).toEqual({ kind: "module", of: "main.py" });
});

it("starts no more once it is called off", async () => {
  const at = start([client, server]);
  (await at.startedAs("server.py")).onStarted(1);
  at.controller.abort();
  await at.done;
  expect(at.started.size).toBe(1);
});
