import { limits } from "@sockpit/protocol";
import type { Program } from "../../shared/program.js";

/** Why a name cannot be a program's. `outside`: the path leaves the project. `folder`: one name is a program and a folder. */
export type NameFault = "empty" | "long" | "slash" | "control" | "outside" | "taken" | "folder";

/** The name as it is kept: spaces around it are nobody's intention. */
export function tidyName(name: string): string {
  return name.trim();
}

/**
 * What is wrong with a name for a program beside others; undefined where nothing is. It is the path of a file below the
 * project's folder, "server.py" or "common/protocol.py": path_resolution(7).
 */
export function nameFault(name: string, others: readonly Pick<Program, "name">[]): NameFault | undefined {
  if (name === "") return "empty";
  if (name.length > limits.processNameLength) return "long";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(name)) return "control";
  const parts = name.split("/");
  if (parts[0] === "" || parts.includes(".") || parts.includes("..")) return "outside";
  if (parts.includes("")) return "slash";
  if (others.some((other) => other.name === name)) return "taken";
  const isFolder = others.some(
    (other) => other.name.startsWith(`${name}/`) || name.startsWith(`${other.name}/`),
  );
  return isFolder ? "folder" : undefined;
}

/** The wanted name, or the next free one like it: "client.py", "client2.py", "client3.py". */
export function freeName(wanted: string, programs: readonly Program[]): string {
  const folder = wanted.slice(0, wanted.lastIndexOf("/") + 1);
  const file = wanted.slice(folder.length);
  const dot = file.lastIndexOf(".");
  const stem = dot > 0 ? file.slice(0, dot) : file;
  const suffix = dot > 0 ? file.slice(dot) : "";
  const base = stem.replace(/\d+$/, "") || stem;
  for (let number = 1; ; number += 1) {
    const tail = number === 1 ? "" : String(number);
    const room = limits.processNameLength - folder.length - suffix.length - tail.length;
    const name = number === 1 ? wanted : `${folder}${base.slice(0, Math.max(0, room))}${tail}${suffix}`;
    if (nameFault(name, programs) === undefined) return name;
    if (number > programs.length + 1) return `program${programs.length + 1}.py`;
  }
}
