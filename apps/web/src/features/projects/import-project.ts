import { fileLimits, type ProgramFile } from "@sockpit/python";
import { decodeSource } from "@sockpit/python/source-coding";
import { newId } from "../../shared/new-id.js";
import { MAX_PROGRAMS, MAX_SOURCE_LENGTH, PALETTE_SIZE, type Program } from "../../shared/program.js";
import { nameFault, tidyName } from "../programs/public.js";

/** A file of a folder or of a ZIP. */
export interface SourceFile {
  /** Below the folder that is opened: "common/protocol.py". */
  readonly path: string;
  readonly bytes: number;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

/** A file that does not become part of the project, and the rule that it broke. */
export interface LeftOut {
  readonly path: string;
  readonly rule: "fileBytes" | "allBytes" | "files" | "path" | "unreadable";
}

export interface ImportedProject {
  readonly programs: readonly Program[];
  readonly files: readonly ProgramFile[];
  readonly leftOut: readonly LeftOut[];
}

/** Folders that tools and editors keep beside a program's own. */
const FOLDERS_OF_TOOLS: ReadonlySet<string> = new Set(["__pycache__", "node_modules", "venv", "__MACOSX"]);

/**
 * Makes a project's programs and files of a folder's. Programs in Python and in steps become programs, those nearest to the top first, until
 * there are as many as a page holds; the others are files, which programs import just as well. Hidden files and folders
 * of tools are passed over.
 */
export async function importProject(found: readonly SourceFile[]): Promise<ImportedProject> {
  const own = found
    .filter(({ path }) => !path.split("/").some(isPassedOver))
    .toSorted((a, b) => depthOf(a.path) - depthOf(b.path) || (a.path < b.path ? -1 : 1));
  const programs: Program[] = [];
  const files: ProgramFile[] = [];
  const leftOut: LeftOut[] = [];
  let bytes = 0;
  for (const { path, ...file } of own) {
    const rule = brokenRule({ path, bytes: file.bytes }, { files: files.length, bytes });
    const data = rule ?? (await file.read().catch(() => "unreadable" as const));
    if (typeof data === "string") {
      leftOut.push({ path, rule: data });
      continue;
    }
    const program = programs.length < MAX_PROGRAMS ? programOf(path, data, programs) : undefined;
    if (program !== undefined) {
      programs.push(program);
      continue;
    }
    bytes += file.bytes;
    files.push({ path, data, modifiedMs: Date.now() });
  }
  return { programs, files, leftOut };
}

function programOf(path: string, data: Uint8Array, others: readonly Program[]): Program | undefined {
  if (!/\.(?:py|steps)$/.test(path) || tidyName(path) !== path || nameFault(path, others) !== undefined)
    return undefined;
  const decoded = decodeSource(data);
  if (decoded.kind !== "text" || decoded.text.length > MAX_SOURCE_LENGTH) return undefined;
  const source = decoded.text.replace(/\r\n?/g, "\n");
  return { id: newId(), name: path, source, colour: others.length % PALETTE_SIZE };
}

function brokenRule(
  file: { path: string; bytes: number },
  sofar: { files: number; bytes: number },
): LeftOut["rule"] | undefined {
  const parts = file.path.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) return "path";
  if (file.bytes > fileLimits.fileBytes) return "fileBytes";
  if (sofar.files >= fileLimits.files) return "files";
  return sofar.bytes + file.bytes > fileLimits.allBytes ? "allBytes" : undefined;
}

function isPassedOver(part: string): boolean {
  const isHidden = part.startsWith(".") && part !== "." && part !== "..";
  return isHidden || FOLDERS_OF_TOOLS.has(part);
}

function depthOf(path: string): number {
  return path.split("/").length;
}
