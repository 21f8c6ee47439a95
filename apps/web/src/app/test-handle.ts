/**
 * What tests may use of the page's models besides what it shows: e2e/parity runs programs on the path that the Run
 * button takes, and e2e/figures waits for their end without looking at the page again and again.
 */
export interface TestHandle {
  /** Ends what runs, and makes a new lab: no port is taken in it. */
  freshNetwork(): Promise<void>;
  session: { whenOpen(): Promise<unknown> };
  /** Its number is that of the newest event. */
  record: { readonly seq: number };
  python: { store: { getState(): { kind: string } } };
  programs: { store: { getState(): { programs: readonly { id: string; name: string }[] } } };
  /** What programs find in their working directory. */
  files: { upload(path: string, data: Uint8Array): boolean; remove(path: string): void };
  scenarios: { fetched(): Promise<TestScenarios> };
  runs: {
    start(program: TestProgram): Promise<void>;
    stop(id: string): void;
    answer(id: string, text: string | null): void;
    runOf(id: string): TestRun;
    store: { subscribe(listener: () => void): () => void };
  };
}

/** Opens a scenario of the gallery, and checks it. */
interface TestScenarios {
  openFromGallery(name: string): Promise<void>;
  store: { getState(): { current: { parsed: { scenario: unknown } } | undefined } };
  check: { start(scenario: never): Promise<void>; store: { getState(): unknown } };
}

interface TestProgram {
  id: string;
  name: string;
  source: string;
  colour: number;
  arguments: string;
}

interface TestRun {
  state: { kind: string; end?: { status: number; reason: string; message?: string } };
  output: { pieces: readonly { start: number; source: string; text: string }[] };
}

declare global {
  /** In a page that was opened with `?test` on loopback; elsewhere undefined. */
  var sockpit: TestHandle | undefined;
}

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** How programs are to wait: `?blocking=atomics` tries out, in a browser with JSPI, what others do. */
export function forcedEngine({ search }: Pick<Location, "search">): "atomics" | undefined {
  return new URLSearchParams(search).get("blocking") === "atomics" ? "atomics" : undefined;
}

/** Whether a page is opened by a test: only on loopback, so never where a server is deployed. */
export function wantsTestHandle({ hostname, search }: Pick<Location, "hostname" | "search">): boolean {
  return loopback.has(hostname) && new URLSearchParams(search).has("test");
}
