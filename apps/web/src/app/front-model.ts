import { createStore, type StoreApi } from "zustand/vanilla";

/** The parts of the page, of which a small screen shows one at a time. */
export const parts = ["code", "diagram", "sockets"] as const;
export type Part = (typeof parts)[number];

interface FrontState {
  part: Part;
  /** The program whose output is open below the diagram or the sockets. */
  output: string | null;
}

/** What a small screen has in front. On a large one everything is, and this waits for the window to shrink. */
export class FrontModel {
  readonly store: StoreApi<FrontState> = createStore(() => ({ part: "code", output: null }));

  show(part: Part): void {
    this.store.setState({ part });
  }

  toggleOutput(program: string): void {
    this.store.setState(({ output }) => ({ output: output === program ? null : program }));
  }

  /** Opens the output of a program that asks for input. */
  openOutput(program: string): void {
    this.store.setState({ output: program });
  }
}
