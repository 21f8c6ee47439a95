import type { LabEvent } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { applyEvents, withoutEndedCalls, withSockets } from "./apply-events.js";
import { clientComes, kernelSocket, numbered, serverWaits } from "./test-events.js";
import { emptyTrace, findCall, MAX_CALLS, socketOfCall, type TraceState } from "./trace-state.js";

const waiting = applyEvents(emptyTrace, numbered(serverWaits));
const talked = applyEvents(waiting, numbered(clientComes, waiting.seq));

function callOf(trace: TraceState, number: number) {
  const call = findCall(trace.calls, number);
  if (call === undefined) throw new Error(`call ${number} is not in the trace`);
  return call;
}

describe("applyEvents", () => {
  it("keeps the call that waits, since when, and its process", () => {
    expect(callOf(waiting, 4).state).toEqual({ kind: "blocked", sinceUs: 11_000 });
    expect(waiting.processes.get(1)?.blockedCalls).toEqual([4]);
  });

  it("frees the process when the call returns", () => {
    expect(callOf(talked, 4).state).toMatchObject({ kind: "returned", blockedUs: 1200, result: { fd: 4 } });
    expect(talked.processes.get(1)?.blockedCalls).toEqual([7]);
  });

  it("keeps the sockets that the kernel has, and forgets those that are gone", () => {
    expect([...talked.sockets.keys()]).toEqual(["41", "45"]);
    expect(talked.sockets.get("41")?.state).toBe("LISTEN");
  });

  it("joins a call to its socket, whether the socket or the result came first", () => {
    expect(callOf(talked, 1).socketId).toBe("41");
    expect(callOf(talked, 5).socketId).toBe("44");
    expect(callOf(talked, 7).socketId).toBe("45");
    expect(socketOfCall(talked, callOf(talked, 6))).toBeUndefined();
  });

  it("gives up the calls of a process that ended before they did", () => {
    const ended = numbered([{ event: "processEnded", pid: 1, status: 1, reason: "killed" }], talked.seq);
    const trace = applyEvents(talked, ended);
    expect(callOf(trace, 7).state).toEqual({ kind: "abandoned" });
    expect(trace.processes.get(1)).toMatchObject({ end: { status: 1, reason: "killed" }, blockedCalls: [] });
  });

  it("passes over events that it has seen", () => {
    expect(applyEvents(talked, numbered([...serverWaits, ...clientComes]))).toEqual(talked);
  });

  it("drops an event that it does not know, counts it, and goes on", () => {
    const unknown = { event: "packetTeleported", seq: 1, at: 1 } as unknown as LabEvent;
    const trace = applyEvents(emptyTrace, [unknown, ...numbered(serverWaits, 1)]);
    expect(trace.droppedEvents).toBe(1);
    expect(trace.calls).toHaveLength(4);
  });

  it("survives the end of a call that it never saw begin", () => {
    const trace = applyEvents(emptyTrace, numbered(serverWaits).slice(4));
    expect(trace.droppedEvents).toBe(0);
    expect(trace.processes.size).toBe(0);
  });

  it("leaves the trace before it as it was", () => {
    expect(waiting.calls).toHaveLength(4);
    expect(callOf(waiting, 4).state.kind).toBe("blocked");
  });

  it("keeps a bounded number of calls, the newest", () => {
    const flood = Array.from({ length: MAX_CALLS + 10 }, (_, index) => ({
      event: "callStarted",
      call: index + 1,
      pid: 1,
      command: "recv",
      params: { fd: 3, bufsize: 1 },
    }));
    const trace = applyEvents(emptyTrace, numbered(flood));
    expect(trace.calls).toHaveLength(MAX_CALLS);
    expect(trace.calls[0]?.call).toBe(11);
  });
});

describe("withSockets", () => {
  const now = [kernelSocket({ id: "45", pid: 1, fd: 4, state: "CLOSE-WAIT" })];

  it("lets the kernel's present state stand against older events that come after it", () => {
    const all = numbered([...serverWaits, ...clientComes]);
    const trace = applyEvents(withSockets(emptyTrace, now, all.length), all);
    expect([...trace.sockets.values()]).toEqual(now);
    expect(trace.calls).toHaveLength(8);
  });

  it("lets newer events change it", () => {
    const gone = numbered([{ event: "socketGone", id: "45" }], 5);
    expect(applyEvents(withSockets(emptyTrace, now, 5), gone).sockets.size).toBe(0);
  });
});

describe("withoutEndedCalls", () => {
  it("keeps the calls that still wait", () => {
    expect(withoutEndedCalls(talked).calls.map(({ call }) => call)).toEqual([7]);
  });
});
