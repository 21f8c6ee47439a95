import type { PythonEnd, PythonProgram, PythonRunner } from "@sockpit/scenario";
import type { ScenarioPage } from "../scenario-page.js";

/** Runs the Python programs of a check in the page's own interpreters, in the lab of the check. */
export function pagePython({
  baseUrl,
  runPython,
}: Pick<ScenarioPage, "baseUrl" | "runPython">): PythonRunner | undefined {
  if (runPython === undefined) return undefined;
  return ({ key, name, host, source, arguments: words, files, signal }: PythonProgram) =>
    new Promise<PythonEnd>((resolve) => {
      let exception: string | undefined;
      let errno: string | undefined;
      const encoder = new TextEncoder();
      const program = runPython({
        name: name.replace(/ \(\d+\)$/, ""),
        processName: name,
        host,
        source,
        arguments: words,
        files: () =>
          Object.entries(files).map(([path, content]) => ({
            path,
            data: typeof content === "string" ? encoder.encode(content) : content,
            modifiedMs: Date.now(),
          })),
        // They are nobody else's: what the page shows of files is the project's.
        onFiles: () => [],
        baseUrl,
        key,
        onStarted: () => undefined,
        onOutput: () => undefined,
        // Nobody types: the end of the input.
        onInput: () => program.answer(null),
        onFailed: (failure) => {
          if (failure.where !== "main") return;
          exception = failure.type;
          errno = failure.errno ?? undefined;
        },
        onEnded: ({ status }) => {
          signal.removeEventListener("abort", stop);
          resolve({ status, exception, errno });
        },
      });
      const stop = () => program.stop();
      signal.addEventListener("abort", stop);
      if (signal.aborted) stop();
    });
}
