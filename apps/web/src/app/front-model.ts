import { createStore, type StoreApi } from "zustand/vanilla";

/** The parts of the page, of which a small screen shows one at a time. */
export const parts = ["code", "diagram", "sockets"] as const;
export type Part = (typeof parts)[number];

/** What the page opens over itself. */
export type PageDialog = "help" | "commands" | "breakpoints" | "newLab";

interface FrontState {
  part: Part;
  /** The program whose output is open below the diagram or the sockets. */
  output: string | null;
  dialog: PageDialog | null;
}

/** What is in front: of a small screen's parts (a large one shows all, and this waits for it to shrink), and the open dialog. */
export class FrontModel {
  readonly store: StoreApi<FrontState> = createStore(() => ({ part: "code", output: null, dialog: null }));

  show(part: Part): void {
    this.store.setState({ part });
  }

  open(dialog: PageDialog): void {
    this.store.setState({ dialog });
  }

  closeDialog(): void {
    this.store.setState({ dialog: null });
  }

  toggleOutput(program: string): void {
    this.store.setState(({ output }) => ({ output: output === program ? null : program }));
  }

  /** Opens the output of a program that asks for input. */
  openOutput(program: string): void {
    this.store.setState({ output: program });
  }
}
