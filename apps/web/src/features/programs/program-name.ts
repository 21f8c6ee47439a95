import { limits } from "@sockpit/protocol";
import type { Program } from "../../shared/program.js";

/** Why a name cannot be a program's. */
export type NameFault = "empty" | "long" | "slash" | "control" | "dots" | "taken";

/** The name as it is kept: spaces around it are nobody's intention. */
export function tidyName(name: string): string {
  return name.trim();
}

/** What is wrong with a name for a program beside others; undefined where nothing is. It is a file name: path_resolution(7). */
export function nameFault(name: string, others: readonly Program[]): NameFault | undefined {
  if (name === "") return "empty";
  if (name.length > limits.processNameLength) return "long";
  if (name.includes("/")) return "slash";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(name)) return "control";
  if (name === "." || name === "..") return "dots";
  return others.some((other) => other.name === name) ? "taken" : undefined;
}

/** The wanted name, or the next free one like it: "client.py", "client2.py", "client3.py". */
export function freeName(wanted: string, programs: readonly Program[]): string {
  const dot = wanted.lastIndexOf(".");
  const stem = dot > 0 ? wanted.slice(0, dot) : wanted;
  const suffix = dot > 0 ? wanted.slice(dot) : "";
  const base = stem.replace(/\d+$/, "") || stem;
  for (let number = 1; ; number += 1) {
    const tail = number === 1 ? "" : String(number);
    const room = limits.processNameLength - suffix.length - tail.length;
    const name = number === 1 ? wanted : `${base.slice(0, room)}${tail}${suffix}`;
    if (nameFault(name, programs) === undefined) return name;
    if (number > programs.length + 1) return `program${programs.length + 1}.py`;
  }
}
