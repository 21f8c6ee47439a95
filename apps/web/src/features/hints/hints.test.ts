import { type CallError, codedFailure, errnoFailure, LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { viewOf } from "../../record/test-record.js";
import { emptyOutput, type Run } from "../runs/public.js";
import { findHint, type Hint } from "./hints.js";

/** Programs that end with an error, each named after the hint that it gets: e2e/recordings/failures.ts. */
const failures = loadFixture("failures");

/** The events up to the end of a program, and its process. */
function endOf(name: string): { events: LabEvent[]; pid: number; status: number } {
  const start = failures.find((event) => event.event === "processStarted" && event.name === name);
  if (start?.event !== "processStarted") throw new Error(`No program ${name} was recorded`);
  const { pid } = start;
  const end = failures.find((event) => event.event === "processEnded" && event.pid === pid);
  if (end?.event !== "processEnded") throw new Error(`${name} did not end`);
  return { events: failures.slice(0, failures.indexOf(end) + 1), pid, status: end.status };
}

function ended(pid: number, status: number): Run {
  return {
    state: { kind: "ended", end: { status, reason: "exited" } },
    pid,
    hasStarted: true,
    question: null,
    hasCaughtStop: false,
    output: emptyOutput,
    waits: [],
  };
}

function hintOf(name: string): Hint | undefined {
  const { events, pid, status } = endOf(name);
  return findHint(ended(pid, status), viewOf(events));
}

/** The same program where its call failed with an error that this machine's kernel does not give. */
function hintWith(name: string, error: CallError): Hint | undefined {
  const { events, pid, status } = endOf(name);
  const changed = events.map((event) =>
    event.event === "callEnded" && event.pid === pid && event.error !== undefined
      ? LabEvent.parse({ ...event, error })
      : event,
  );
  return findHint(ended(pid, status), viewOf(changed));
}

describe("the hint for a program that a call has ended", () => {
  it.each([
    ["refused", "127.0.0.1:9"],
    ["connectTimedOut", "127.0.0.1:8090"],
    ["timedOut", ""],
    ["accessDenied", "255.255.255.255:9"],
    ["addressNotAvailable", "192.0.2.1:80"],
    ["networkUnreachable", "192.0.2.1:80"],
    ["notConnected", ""],
    ["connectionLost", ""],
    ["sendingShut", ""],
  ])("says %s of %s", (id, address) => {
    expect(hintOf(`${id}.py`)).toMatchObject({
      id,
      values: { address, holder: "" },
      offersFreshNetwork: false,
    });
  });

  it.each([
    ["notConnected", "send on a new socket", "notConnected send.py"],
    ["notConnected", "send on a socket whose connect was refused", "notConnected after refused.py"],
    ["connectionLost", "send to the end of a pair that is closed", "connectionLost pair.py"],
  ])("says %s after %s", (id, _what, name) => {
    expect(hintOf(name)).toMatchObject({ id });
  });

  it.each([
    ["networkUnreachable", errnoFailure("connect", "EHOSTUNREACH").error],
    ["familyNotSupported", errnoFailure("connect", "EAFNOSUPPORT").error],
    ["addressNotAllowed", codedFailure("address_not_allowed", "It is not.").error],
  ] as const)("says %s where the network gives %o", (id, error) => {
    expect(hintWith("refused.py", error)).toMatchObject({ id, values: { address: "127.0.0.1:9" } });
  });

  it("names the program that holds the address", () => {
    expect(hintOf("addressHeld.py")).toMatchObject({
      id: "addressHeld",
      values: { holder: expect.stringMatching(/^silent\.py \(pid \d+\)$/) },
      offersFreshNetwork: false,
    });
  });

  it("explains TIME-WAIT where a closed connection keeps the port, and offers a fresh network", () => {
    expect(hintOf("addressInTimeWait.py")).toMatchObject({
      id: "addressInTimeWait",
      values: { address: "127.0.0.1:8089" },
      offersFreshNetwork: true,
    });
  });

  it("says that the address is in use where nothing is known of its holder, and offers a fresh network", () => {
    const { events, pid, status } = endOf("addressHeld.py");
    const own = events.slice(
      events.findIndex((event) => event.event === "processStarted" && event.pid === pid),
    );
    expect(findHint(ended(pid, status), viewOf(own))).toMatchObject({
      id: "addressInUse",
      offersFreshNetwork: true,
    });
  });

  it.each([
    ["coped with the error", "careful.py"],
    ["failed later than the call", "further.py"],
  ])("is missing where the program %s", (_what, name) => {
    expect(hintOf(name)).toBeUndefined();
  });
});
