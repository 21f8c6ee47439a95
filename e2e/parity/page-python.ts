import type { Page } from "@playwright/test";
import type {} from "@sockpit/web/test-handle";
import type { Page as FirefoxPage } from "puppeteer-core";
import type { ParityProgram } from "./manifest.js";
import type { Outcome } from "./outcome.js";

const TIMEOUT_MS = 60_000;

/** A first visit on a small machine that has other work. */
const READY_TIMEOUT_MS = 110_000;

interface PageJob {
  processes: readonly {
    file: string;
    source: string;
    args: readonly string[];
    stdin: string;
    ready: string | null;
    interruptAt: string | null;
  }[];
  files: Readonly<Record<string, string>>;
  timeoutMs: number;
}

/** Opens the page and waits until Python is loaded, so that no program's time is spent on it. */
export async function openPage(page: Page, url: string, { isBlocking = false } = {}): Promise<void> {
  await page.goto(`${url}/?test${isBlocking ? "&blocking=atomics" : ""}`);
  await page.waitForFunction(isPythonReady, undefined, { timeout: READY_TIMEOUT_MS });
}

/** The same in Firefox. */
export async function openFirefoxPage(page: FirefoxPage, url: string): Promise<void> {
  await page.goto(`${url}/?test`);
  await page.waitForFunction(isPythonReady, { timeout: READY_TIMEOUT_MS });
}

function isPythonReady(): boolean {
  return globalThis.sockpit?.python.store.getState().kind === "ready";
}

/** Runs a program to its end in an open page, in a new lab, on the path that the Run button takes. */
export function runInPage(page: Page, { processes, files }: ParityProgram): Promise<Outcome[]> {
  return page.evaluate(runJob, { processes, files, timeoutMs: TIMEOUT_MS });
}

/** The same in Firefox. */
export function runInFirefoxPage(page: FirefoxPage, { processes, files }: ParityProgram): Promise<Outcome[]> {
  return page.evaluate(runJob, { processes, files, timeoutMs: TIMEOUT_MS });
}

/** Runs inside the page, so it uses nothing from outside itself. */
async function runJob({ processes, files, timeoutMs }: PageJob): Promise<Outcome[]> {
  const { sockpit } = globalThis;
  if (sockpit === undefined) throw new Error("The page was not opened with ?test on loopback.");
  const { runs, files: folder } = sockpit;
  const deadlineMs = performance.now() + timeoutMs;
  await sockpit.freshNetwork();
  await sockpit.session.whenOpen();

  const textOf = (id: string, stream: string) =>
    runs
      .runOf(id)
      .output.pieces.filter(({ source }) => source === stream)
      .map(({ text }) => text)
      .join("");
  const hasPrinted = (id: string, line: string) => textOf(id, "stdout").includes(`${line}\n`);
  const hasEnded = (id: string) => runs.runOf(id).state.kind === "ended";

  const until = (id: string, what: string, isSo: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        unsubscribe();
        settle();
      };
      const check = () => {
        if (isSo()) finish(resolve);
      };
      const unsubscribe = runs.store.subscribe(check);
      const timer = setTimeout(() => {
        const printed = `it printed ${JSON.stringify(textOf(id, "stdout") + textOf(id, "stderr"))}`;
        finish(() => reject(new Error(`${id} did not ${what} in time; ${printed}`)));
      }, deadlineMs - performance.now());
      check();
    });

  /** As a person writes them in the arguments field. */
  const quoted = (args: readonly string[]) => args.map((word) => `'${word}'`).join(" ");

  const answerFrom = (id: string, stdin: string): (() => void) => {
    const lines = stdin.split("\n");
    if (lines.at(-1) === "") lines.pop();
    return runs.store.subscribe(() => {
      if (runs.runOf(id).state.kind === "waitingInput") runs.answer(id, lines.shift() ?? null);
    });
  };

  const subscriptions: (() => void)[] = [];
  try {
    for (const [name, text] of Object.entries(files)) folder.upload(name, new TextEncoder().encode(text));
    for (const { file, source, args, stdin, ready, interruptAt } of processes) {
      const id = file;
      subscriptions.push(answerFrom(id, stdin));
      void runs.start({ id, name: file, source, colour: 0, arguments: quoted(args) });
      if (ready !== null) {
        await until(id, `print ${JSON.stringify(ready)}`, () => hasPrinted(id, ready) || hasEnded(id));
      }
      if (interruptAt !== null) {
        await until(id, `print ${JSON.stringify(interruptAt)}`, () => hasPrinted(id, interruptAt));
        runs.stop(id);
      }
    }
    for (const { file } of processes) await until(file, "end", () => hasEnded(file));
    return processes.map(({ file: id }) => {
      const end = runs.runOf(id).state.end;
      const lost = end?.reason === "lost" ? `\n[lost: ${end.message}]` : "";
      return { status: end?.status ?? -1, stdout: textOf(id, "stdout"), stderr: textOf(id, "stderr") + lost };
    });
  } finally {
    for (const unsubscribe of subscriptions) unsubscribe();
    for (const { file } of processes) runs.stop(file);
    for (const name of Object.keys(files)) folder.remove(name);
  }
}
