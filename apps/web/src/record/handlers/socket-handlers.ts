import type { Handlers, RecordParts } from "./handlers.js";

/** What the kernel says of sockets when it is asked, and what its timers change. */
export function socketHandlers({
  changes,
}: RecordParts): Pick<Handlers, "socketChanged" | "socketGone" | "timerExpired" | "viewCorrected"> {
  return {
    socketChanged: ({ seq, at, socket }) => changes.look(socket, { seq, at }),

    socketGone: ({ seq, at, id }) => changes.gone(id, { seq, at }),

    timerExpired: (event) => changes.apply(event, { kind: "timer", timer: event.timer }),

    viewCorrected: (event) => {
      const { isGone = false, ...facts } = event.kernel;
      const change = { socket: event.socket, ...facts, ...(isGone ? { isGone } : {}) };
      changes.apply({ ...event, changes: [change] }, { kind: "look" });
    },
  };
}
