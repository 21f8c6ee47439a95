import { runProgram } from "@sockpit/python/node";
import type { PythonRunner } from "@sockpit/scenario";

/** Runs Python in this Node, in a worker thread for each program, against the labs of a server. */
export function pythonOn(url: string): PythonRunner {
  return async ({ key, name, source, arguments: args, files, signal }) => {
    const { status, failures } = await runProgram({
      url,
      lab: key,
      name,
      source,
      arguments: args,
      files,
      signal,
    });
    const failure = failures.find(({ where }) => where === "main");
    return { status, exception: failure?.type, errno: failure?.errno ?? undefined };
  };
}
