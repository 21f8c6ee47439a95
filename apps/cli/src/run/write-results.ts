import { writeFile } from "node:fs/promises";
import { type FileResult, junitXml, resultsHtml, resultsJson } from "@sockpit/scenario";
import { CannotRun } from "../exit-status.js";

interface ResultFiles {
  readonly junit?: string;
  readonly json?: string;
  readonly html?: string;
}

/** Writes results to the files that were asked for. */
export async function writeResults(
  results: readonly FileResult[],
  { junit, json, html }: ResultFiles,
): Promise<void> {
  if (junit !== undefined) await writeTo(junit, junitXml(results));
  if (json !== undefined) await writeTo(json, `${JSON.stringify(resultsJson(results), undefined, 2)}\n`);
  if (html !== undefined) await writeTo(html, resultsHtml(results));
}

/** Throws `CannotRun` where it cannot be written. */
export async function writeTo(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(file, content).catch((error: Error) => {
    throw new CannotRun(error.message);
  });
}
