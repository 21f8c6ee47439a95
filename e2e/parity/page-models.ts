/** What the parity runner uses of the page's models: `globalThis.sockpit`, see apps/web/src/app/main.tsx. */
export interface PageModels {
  /** Ends what runs, and makes a new lab: no port is taken in it. */
  freshNetwork(): Promise<void>;
  session: { whenOpen(): Promise<unknown> };
  python: { store: { getState(): { kind: string } } };
  runs: {
    start(program: PageProgram): Promise<void>;
    stop(id: string): void;
    answer(id: string, text: string | null): void;
    runOf(id: string): PageRun;
    store: { subscribe(listener: () => void): () => void };
  };
}

interface PageProgram {
  id: string;
  name: string;
  source: string;
  colour: number;
  arguments: string;
}

interface PageRun {
  state: { kind: string; end?: { status: number; reason: string; message?: string } };
  output: { pieces: readonly { source: string; text: string }[] };
}
