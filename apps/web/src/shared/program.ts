import { limits } from "@sockpit/protocol";

/** One program in the page: a file with a colour. */
export interface Program {
  id: string;
  /** File name and name of its process: "server.py". */
  name: string;
  source: string;
  /** Index into the palette. */
  colour: number;
  /** What stands behind its name on the command line, as a person types it; none where missing. */
  arguments?: string;
  /** The host that it runs on where its lab has one of that name; none where the page chooses. */
  host?: string;
}

/** Programs of one page: as many as a lab runs and a person can tell apart. */
export const MAX_PROGRAMS = 16;

/** Characters of a command line. */
export const MAX_ARGUMENTS_LENGTH = 1_000;

/** Colours that the style sheet has: --program-0 … */
export const PALETTE_SIZE = 6;

/** Characters of one program. Far beyond what a person writes, far below what storage takes. */
export const MAX_SOURCE_LENGTH = 256 * 1024;

/** A program from storage; undefined where it is none. */
export function parseProgram(value: unknown): Program | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { id, name, source, colour, ...rest } = value as Partial<Record<keyof Program, unknown>>;
  if (typeof id !== "string" || typeof name !== "string" || typeof source !== "string") return undefined;
  if (name === "" || name.length > limits.processNameLength) return undefined;
  const isColour = typeof colour === "number" && Number.isInteger(colour) && colour >= 0;
  return {
    id,
    name,
    source: source.slice(0, MAX_SOURCE_LENGTH),
    colour: isColour ? colour % PALETTE_SIZE : 0,
    ...(typeof rest.arguments === "string"
      ? { arguments: rest.arguments.slice(0, MAX_ARGUMENTS_LENGTH) }
      : {}),
    ...(typeof rest.host === "string" ? { host: rest.host.slice(0, limits.hostNameLength) } : {}),
  };
}
