import { codedFailure, errnoFailure, type LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { recordedFailure } from "../../fixtures/recorded-failure.js";
import type { Run } from "../runs/public.js";
import { ended, endOf, hintFor, hintOf, hintWith, pythonError } from "./test-hints.js";

describe("the hint for a program that a call has ended", () => {
  it.each([
    ["refused", "127.0.0.1:9"],
    ["connectTimedOut", "127.0.0.1:8090"],
    ["timedOut", ""],
    ["broadcastDenied", "255.255.255.255:9", "accessDenied"],
    ["addressNotAvailable", "192.0.2.1:80"],
    ["networkUnreachable", "192.0.2.1:80"],
    ["notConnected", ""],
    ["connectionLost", ""],
    ["sendingShut", ""],
  ])("says %s of %s", (id, address, program = id) => {
    const hint = hintOf(`${program}.py`);
    expect(hint).toMatchObject({ id, actions: [] });
    if (address !== "") expect(hint?.values).toMatchObject({ address });
  });

  it.each([
    ["notConnected", "send on a new socket", "notConnected send.py"],
    ["notConnected", "send on a socket whose connect was refused", "notConnected after refused.py"],
    ["connectionLost", "send to the end of a pair that is closed", "connectionLost pair.py"],
  ])("says %s after %s", (id, _what, name) => {
    expect(hintOf(name)).toMatchObject({ id });
  });

  it.each([
    ["connectTimedOut", errnoFailure("connect", "ETIMEDOUT").error],
    ["networkUnreachable", errnoFailure("connect", "EHOSTUNREACH").error],
    ["familyNotSupported", errnoFailure("connect", "EAFNOSUPPORT").error],
    ["addressNotAllowed", codedFailure("address_not_allowed", "It is not.").error],
  ] as const)("says %s where the network gives %o", (id, error) => {
    expect(hintWith("refused.py", error)).toMatchObject({ id, values: { address: "127.0.0.1:9" } });
  });

  it("names the program that holds the address, and offers to stop it", () => {
    expect(hintOf("addressHeld.py")).toMatchObject({
      id: "addressHeld",
      values: { holder: "silent.py", pid: expect.any(Number) },
      actions: [{ kind: "stop", name: "silent.py" }],
    });
  });

  it("explains TIME-WAIT by the connection, its FIN and the time that is left, and offers a new network", () => {
    const { events } = endOf("addressInTimeWait.py");
    const hint = hintOf("addressInTimeWait.py");
    expect(hint).toMatchObject({
      id: "addressInTimeWait",
      values: { address: "127.0.0.1:8089", local: "127.0.0.1:8089", seconds: 60 },
      actions: [{ kind: "why" }, { kind: "resetAndRun" }],
    });
    const [why] = hint?.actions ?? [];
    const packet = events.find(
      (event) => event.event === "packet" && why?.kind === "why" && event.packet === why.packet,
    );
    expect(packet).toMatchObject({ tcp: { flags: expect.arrayContaining(["FIN"]) } });
    expect(hint?.untilUs).toBe((packet?.at ?? 0) + 60_000_000);
  });

  it("offers to add SO_REUSEADDR where the program's text has the bind that failed", () => {
    const { events, pid, status } = endOf("addressInTimeWait.py");
    const source = "import socket\ns = socket.socket()\ns.bind(address)\n";
    const hint = hintFor(ended(pid, status, recordedFailure(events, pid)), events, source);
    expect(hint?.actions).toContainEqual({
      kind: "edit",
      edit: "SO_REUSEADDR",
      source:
        "import socket\ns = socket.socket()\ns.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)\ns.bind(address)\n",
    });
  });

  it("says that the address is in use where nothing is known of its holder, and offers a new network", () => {
    const { events, pid, status } = endOf("addressHeld.py");
    const own = events.slice(
      events.findIndex((event) => event.event === "processStarted" && event.pid === pid),
    );
    expect(hintFor(ended(pid, status, recordedFailure(events, pid)), own)).toMatchObject({
      id: "addressInUse",
      actions: [{ kind: "resetAndRun" }],
    });
  });

  it("is missing where the program has handled the error, and ended as it wanted", () => {
    const { events, pid, status } = endOf("further.py");
    expect(status).not.toBe(0);
    expect(hintFor(ended(pid, status), events)).toBeUndefined();
  });

  it("does not blame a call whose error was handled for an exception that came later", () => {
    const { events, pid, status } = endOf("further.py");
    const later = pythonError("ValueError", "invalid literal for int() with base 10: 'abc'");
    expect(hintFor(ended(pid, status, later), events)).toBeUndefined();
  });

  it("is missing where a person has terminated the program", () => {
    const { events, pid } = endOf("refused.py");
    const run = ended(pid, 130, pythonError("KeyboardInterrupt", ""));
    expect(hintFor(run, events)).toBeUndefined();
  });
});

describe("the hint for a program that has handled the failure of a look-up", () => {
  const error = { name: "EAI_NONAME", number: -2, message: "Name or service not known" } as const;
  const lookup: LabEvent = {
    event: "lookup",
    seq: 2,
    at: 2,
    pid: 1,
    function: "getaddrinfo",
    name: "example.com",
    error,
    source: { file: "client.py", line: 5 },
  };
  const started: LabEvent = { event: "processStarted", seq: 1, at: 1, pid: 1, name: "client.py" };

  it("says that there is no DNS where it gave up for that", () => {
    expect(hintFor(ended(1, 1), [started, lookup])).toMatchObject({ id: "noInternet", line: 5 });
  });

  it("is missing where it went on", () => {
    expect(hintFor(ended(1, 0), [started, lookup])).toBeUndefined();
    const { error: _, ...found } = lookup;
    expect(hintFor(ended(1, 1), [started, { ...found, answers: ["127.0.0.1"] }])).toBeUndefined();
  });
});

describe("the hint for a program of which only a part has ended", () => {
  it("names the thread and its exception", () => {
    const failure = pythonError("KeyError", "'x'", { where: "thread", thread: "Thread-1 (handle)" });
    const run: Run = { ...ended(1, 0, failure), state: { kind: "running" } };
    expect(hintFor(run, [])).toMatchObject({
      id: "seeTraceback",
      part: { where: "thread", thread: "Thread-1 (handle)", type: "KeyError" },
    });
  });

  it("says that a request handler has ended, and why", () => {
    const failure = pythonError("TypeError", "a bytes-like object is required, not 'str'", {
      where: "request",
      lines: [7],
    });
    const run: Run = { ...ended(1, 0, failure), state: { kind: "running" } };
    expect(hintFor(run, [])).toMatchObject({
      id: "bytesNeeded",
      line: 7,
      part: { where: "request", type: "TypeError" },
    });
  });
});
