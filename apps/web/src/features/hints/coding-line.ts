import { declaredEncoding, encodeSource } from "@sockpit/python/source-coding";
import type { HintFinding } from "./hint.js";

/** What is wrong with a program's coding line: it declares an encoding that has not all of the program's characters. */
export function codingLineFault(source: string): HintFinding | undefined {
  const declared = declaredEncoding(source);
  if (declared === undefined || encodeSource(source).isDeclared) return undefined;
  const at = source.indexOf(declared);
  return {
    values: { encoding: declared },
    line: source.slice(0, at).split("\n").length,
    actions: [
      {
        kind: "edit",
        edit: "codingLine",
        source: `${source.slice(0, at)}utf-8${source.slice(at + declared.length)}`,
      },
    ],
  };
}
