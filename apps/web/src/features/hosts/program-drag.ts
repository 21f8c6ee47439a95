import type { DragEvent } from "react";
import { createStore } from "zustand/vanilla";
import { useModel } from "../../shared/use-model.js";
import "./hosts.css";

/** A program that is being dragged. */
interface DraggedProgram {
  readonly id: string;
  /** Where it is. */
  readonly host: string;
  /** It has to stay there. */
  readonly isRunning: boolean;
  place(host: string): void;
}

interface ProgramDrag {
  readonly dragged: DraggedProgram | null;
  /** The host over which it is. */
  readonly over: string | null;
  /** What came of the last one: it was placed on a host, or had to stay on its own. */
  readonly last: { readonly id: string; readonly host: string; readonly isPlaced: boolean } | null;
}

const TYPE = "application/x-sockpit-program";

/** There is one pointer: the programs' list and the wire are targets of the same drag. */
const drag = createStore<ProgramDrag>(() => ({ dragged: null, over: null, last: null }));

/** What came of the last drag. */
export function useLastDrag(): ProgramDrag["last"] {
  return useModel(drag, ({ last }) => last);
}

/** For what stands for a program in a list. */
export function dragsProgram(program: DraggedProgram) {
  return {
    draggable: true,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      dataTransfer.setData(TYPE, program.id);
      dataTransfer.effectAllowed = "move";
      const { id, host, isRunning } = program;
      drag.setState({ dragged: program, last: isRunning ? { id, host, isPlaced: false } : null });
    },
    onDragEnd: () => drag.setState({ dragged: null, over: null }),
  };
}

/** For what stands for a host: programs can be dropped there. `data-drop`: one can be dropped here, or is over it. */
export function useHostTarget(host: string) {
  const { dragged, over } = useModel(drag, (state) => state);
  if (dragged === null || dragged.isRunning || dragged.host === host) return {};
  return {
    "data-drop": over === host ? "over" : "ready",
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      drag.setState({ over: host });
    },
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
        drag.setState({ over: null });
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      dragged.place(host);
      drag.setState({ last: { id: dragged.id, host, isPlaced: true } });
    },
  };
}
