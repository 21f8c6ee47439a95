import type { SocketState } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { machineEdges, machineStates, tcpPath } from "./tcp-machine.js";

const path = (...states: SocketState[]) =>
  tcpPath(states.map((state, index) => ({ state, at: index }))).map(({ state, isPassed }) =>
    isPassed ? `(${state})` : state,
  );

it("has the eleven states, each in a place of its own, and arrows between them", () => {
  expect(machineStates).toHaveLength(11);
  expect(new Set(machineStates.map(({ column, row }) => `${column} ${row}`)).size).toBe(11);
  const known = new Set(machineStates.map(({ state }) => state));
  for (const [from, to] of machineEdges) expect(known.has(from) && known.has(to)).toBe(true);
});

it("fills in what connect() passed on its way", () => {
  expect(path("CLOSED", "ESTABLISHED")).toEqual(["CLOSED", "(SYN-SENT)", "ESTABLISHED"]);
  expect(path("CLOSED", "SYN-SENT", "ESTABLISHED")).toEqual(["CLOSED", "SYN-SENT", "ESTABLISHED"]);
});

it("fills in what a connection was before it could be accepted", () => {
  expect(path("ESTABLISHED", "CLOSE-WAIT")).toEqual([
    "(LISTEN)",
    "(SYN-RECEIVED)",
    "ESTABLISHED",
    "CLOSE-WAIT",
  ]);
});

it("does not guess where there is more than one way", () => {
  expect(path("ESTABLISHED", "TIME-WAIT").slice(-2)).toEqual(["ESTABLISHED", "TIME-WAIT"]);
});

it("follows the figure's arrows wherever it fills in", () => {
  const edges = new Set(machineEdges.map((edge) => edge.join(" ")));
  for (const states of [
    ["CLOSED", "CLOSE-WAIT"],
    ["CLOSED", "FIN-WAIT-2"],
    ["SYN-SENT", "FIN-WAIT-2"],
    ["CLOSE-WAIT"],
    ["SYN-RECEIVED", "CLOSE-WAIT"],
    ["ESTABLISHED", "CLOSING"],
    ["ESTABLISHED", "LAST-ACK"],
  ] as const) {
    const full = tcpPath(states.map((state, at) => ({ state, at })));
    for (const [index, { state }] of full.entries()) {
      const next = full[index + 1];
      if (next !== undefined) expect(edges).toContain(`${state} ${next.state}`);
    }
  }
});
