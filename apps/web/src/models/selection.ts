import { createStore, type StoreApi } from "zustand/vanilla";

interface Selection {
  /** The call that the person looks at. */
  call: number | null;
  /** The program that keys act on when none has the focus: the one used last. */
  program: string | null;
  /** A line to scroll to and put the cursor on; a new object for each request. */
  reveal: { program: string; line: number } | null;
}

/** What the person points at, shared by the views. */
export class SelectionModel {
  readonly store: StoreApi<Selection> = createStore(() => ({ call: null, program: null, reveal: null }));

  selectCall(call: number | null): void {
    this.store.setState({ call });
  }

  useProgram(program: string): void {
    if (this.store.getState().program !== program) this.store.setState({ program });
  }

  revealLine(program: string, line: number): void {
    this.store.setState({ reveal: { program, line } });
  }
}
