import { codeOf } from "../../shared/python-code.js";
import { outlineOf } from "../runs/public.js";
import type { ProgramPart } from "./hint.js";

const socketImport =
  /^(?:import\s+(?:.*,\s*)?(?:socket|socketserver|asyncio)\b|from\s+(?:socket|socketserver|asyncio)\s+import\b)/;

/** What stands before a program begins: imports, comments, empty lines. */
const preamble = /^(?:import\b|from\b|\s*$)/;

/**
 * A server and a client that stand one after the other in one text: the second begins with its imports, after the first
 * has done something. Undefined where it is one program, as with both in threads.
 */
export function twoPrograms(source: string): readonly ProgramPart[] | undefined {
  const lines = source.split("\n");
  const code = codeOf(source).split("\n");
  const imports = code.flatMap((line, index) => (socketImport.test(line) ? [index] : []));
  for (const index of imports.slice(1)) {
    let start = index;
    while (start > 0 && preamble.test(code[start - 1] ?? "")) start -= 1;
    const parts = [lines.slice(0, start), lines.slice(start)].map((part) => `${part.join("\n").trim()}\n`);
    const [first, second] = parts.map(partOf);
    if (first !== undefined && second !== undefined && first.name !== second.name) return [first, second];
  }
  return undefined;
}

function partOf(source: string): ProgramPart | undefined {
  const { isServer, isClient } = outlineOf({ id: "", name: "", source, colour: 0 });
  if (isServer) return { name: "server.py", source };
  return isClient ? { name: "client.py", source } : undefined;
}

/** The parts in the order in which they are kept: first that which has the program's name, if one has. */
export function partsFor(name: string, parts: readonly ProgramPart[]): readonly ProgramPart[] {
  const [first, ...others] = parts.toSorted((a, b) => Number(b.name === name) - Number(a.name === name));
  return first === undefined ? [] : [{ ...first, name }, ...others];
}
