import type { WireHost } from "@sockpit/protocol";
import type { Program } from "../../shared/program.js";
import { outlineOf } from "../runs/public.js";

/** Where servers run that are not called as a host. */
const SERVER = "server";

/**
 * The host of a lab that a program runs on: the one that it was placed on; else one of its name, or whose name its own begins
 * with or has in it; for a server the host of that name, or the last; the first host.
 */
export function hostOfProgram(
  program: Program,
  hosts: readonly Pick<WireHost, "name">[],
): string | undefined {
  const names = hosts.map(({ name }) => name);
  if (program.host !== undefined && names.includes(program.host)) return program.host;
  const own = program.name
    .replace(/^.*\//, "")
    .replace(/\.\w+$/, "")
    .toLowerCase()
    .replaceAll("_", "-");
  // "client-2" is meant by client-2.py, and not "client".
  const longestFirst = names.toSorted((a, b) => b.length - a.length);
  const called =
    longestFirst.find((name) => own.startsWith(name)) ?? longestFirst.find((name) => own.includes(name));
  if (called !== undefined) return called;
  if (!outlineOf(program).isServer) return names[0];
  return names.includes(SERVER) ? SERVER : names.at(-1);
}
