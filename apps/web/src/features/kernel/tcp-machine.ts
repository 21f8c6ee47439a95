import type { SocketState } from "@sockpit/protocol";
import type { StateStep } from "../../record/socket-history.js";

/** RFC 9293, figure 5: a state's place in the drawing, by column and row. */
interface MachineState {
  state: SocketState;
  column: 0 | 1 | 2;
  row: number;
}

export const machineStates: readonly MachineState[] = [
  { state: "CLOSED", column: 1, row: 0 },
  { state: "LISTEN", column: 0, row: 1 },
  { state: "SYN-SENT", column: 2, row: 1 },
  { state: "SYN-RECEIVED", column: 0, row: 2 },
  { state: "ESTABLISHED", column: 1, row: 3 },
  { state: "FIN-WAIT-1", column: 0, row: 4 },
  { state: "CLOSE-WAIT", column: 2, row: 4 },
  { state: "FIN-WAIT-2", column: 0, row: 5 },
  { state: "CLOSING", column: 1, row: 5 },
  { state: "LAST-ACK", column: 2, row: 5 },
  { state: "TIME-WAIT", column: 1, row: 6 },
];

/** The figure's arrows. The two back to CLOSED at the end show as the socket's being gone. */
export const machineEdges: readonly (readonly [SocketState, SocketState])[] = [
  ["CLOSED", "LISTEN"],
  ["CLOSED", "SYN-SENT"],
  ["LISTEN", "SYN-RECEIVED"],
  ["LISTEN", "SYN-SENT"],
  ["SYN-SENT", "SYN-RECEIVED"],
  ["SYN-SENT", "ESTABLISHED"],
  ["SYN-RECEIVED", "ESTABLISHED"],
  ["SYN-RECEIVED", "FIN-WAIT-1"],
  ["ESTABLISHED", "FIN-WAIT-1"],
  ["ESTABLISHED", "CLOSE-WAIT"],
  ["FIN-WAIT-1", "FIN-WAIT-2"],
  ["FIN-WAIT-1", "CLOSING"],
  ["FIN-WAIT-2", "TIME-WAIT"],
  ["CLOSING", "TIME-WAIT"],
  ["CLOSE-WAIT", "LAST-ACK"],
];

/** A state of a path; `isPassed`: not seen, but there is no other way from the one before to the one after. */
export interface PathStep {
  state: SocketState;
  at: number;
  isPassed: boolean;
}

/** States between two that a fast machine passes before anyone can look. */
const between: Readonly<Partial<Record<SocketState, Partial<Record<SocketState, readonly SocketState[]>>>>> =
  {
    CLOSED: {
      ESTABLISHED: ["SYN-SENT"],
      "CLOSE-WAIT": ["SYN-SENT", "ESTABLISHED"],
      "FIN-WAIT-2": ["SYN-SENT", "ESTABLISHED", "FIN-WAIT-1"],
    },
    "SYN-SENT": { "CLOSE-WAIT": ["ESTABLISHED"], "FIN-WAIT-2": ["ESTABLISHED", "FIN-WAIT-1"] },
    "SYN-RECEIVED": { "CLOSE-WAIT": ["ESTABLISHED"] },
    ESTABLISHED: { "FIN-WAIT-2": ["FIN-WAIT-1"], CLOSING: ["FIN-WAIT-1"], "LAST-ACK": ["CLOSE-WAIT"] },
  };

/** A connection that comes to a listening socket is first seen when its handshake is over. */
const beforeAccepted: readonly SocketState[] = ["LISTEN", "SYN-RECEIVED"];

/** The way that a TCP socket has gone through the machine: what was seen of it, and what must lie between. */
export function tcpPath(steps: readonly Pick<StateStep, "state" | "at">[]): readonly PathStep[] {
  const path: PathStep[] = [];
  const pass = (states: readonly SocketState[], at: number) => {
    for (const state of states) path.push({ state, at, isPassed: true });
  };
  for (const { state, at } of steps) {
    const before = path.at(-1)?.state;
    if (before === undefined) {
      if (state === "ESTABLISHED" || state === "CLOSE-WAIT") pass(beforeAccepted, at);
      if (state === "CLOSE-WAIT") pass(["ESTABLISHED"], at);
      if (state === "SYN-RECEIVED") pass(["LISTEN"], at);
    } else {
      pass(between[before]?.[state] ?? [], at);
    }
    path.push({ state, at, isPassed: false });
  }
  return path;
}
