import { type ErrnoName, errnoFailure } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { findHint } from "./hints.js";
import { emptyOutput } from "./runs/output.js";
import type { Run } from "./runs/run.js";
import { applyEvents } from "./trace/apply-events.js";
import { kernelSocket, numbered, serverWaits } from "./trace/test-events.js";
import { emptyTrace, type TraceState } from "./trace/trace-state.js";

const address = { host: "127.0.0.1", port: 8088 };
const waiting = applyEvents(emptyTrace, numbered(serverWaits));

function failedRun(pid: number, status = 1): Run {
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

function fails(trace: TraceState, command: "bind" | "connect", errno: ErrnoName): TraceState {
  const { error } = errnoFailure(command, errno);
  return applyEvents(
    trace,
    numbered(
      [
        { event: "processStarted", pid: 2, name: "other.py" },
        { event: "callStarted", call: 9, pid: 2, command, params: { fd: 3, address } },
        { event: "callEnded", call: 9, pid: 2, command, durationUs: 1, blockedUs: 0, error },
        { event: "callStarted", call: 10, pid: 2, command: "close", params: { fd: 3 } },
        { event: "callEnded", call: 10, pid: 2, command: "close", durationUs: 1, blockedUs: 0, result: {} },
      ],
      trace.seq,
    ),
  );
}

it("says that nothing listens there when a connection is refused", () => {
  expect(findHint(failedRun(2), fails(emptyTrace, "connect", "ECONNREFUSED"))).toMatchObject({
    id: "refused",
    values: { address: "127.0.0.1:8088" },
    offersFreshNetwork: false,
  });
});

it("names the program that holds the address", () => {
  expect(findHint(failedRun(2), fails(waiting, "bind", "EADDRINUSE"))).toMatchObject({
    id: "addressHeld",
    values: { holder: "server.py (pid 1)" },
    offersFreshNetwork: false,
  });
});

it("explains TIME-WAIT where a closed connection keeps the port, and offers a fresh network", () => {
  const lingering = kernelSocket({ id: "9", state: "TIME-WAIT", local: address });
  const trace = applyEvents(emptyTrace, numbered([{ event: "socketChanged", socket: lingering }]));
  expect(findHint(failedRun(2), fails(trace, "bind", "EADDRINUSE"))).toMatchObject({
    id: "addressInTimeWait",
    offersFreshNetwork: true,
  });
});

it("is silent where the program coped with the error", () => {
  expect(findHint(failedRun(2, 0), fails(emptyTrace, "connect", "ECONNREFUSED"))).toBeUndefined();
});

it("is silent where the failure came after the call that failed", () => {
  const went = fails(emptyTrace, "connect", "ECONNREFUSED");
  const further = applyEvents(
    went,
    numbered([{ event: "callStarted", call: 11, pid: 2, command: "socket", params: {} }], went.seq),
  );
  expect(findHint(failedRun(2), further)).toBeUndefined();
});
