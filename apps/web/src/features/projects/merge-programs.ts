import { newId } from "../../shared/new-id.js";
import type { Program } from "../../shared/program.js";
import { freeName } from "../programs/public.js";
import type { KeptProgram } from "./project.js";

/** A program that two tabs have changed: both texts are kept. */
export interface ProgramConflict {
  /** The program, with the other tab's text. */
  program: string;
  /** The program that has this tab's text. */
  copy: string;
}

interface Merge {
  /** What this tab has last read or written. */
  base: ReadonlyMap<string, KeptProgram>;
  /** What it shows now. */
  local: readonly Program[];
  /** What is stored now, of this or another tab. */
  stored: readonly KeptProgram[];
  nowMs: number;
}

interface Merged {
  /** All records, also those of removed programs. */
  records: readonly KeptProgram[];
  /** Those of them that are not stored yet. */
  write: readonly KeptProgram[];
  conflicts: readonly ProgramConflict[];
}

/**
 * Joins what this tab and another have done to the same programs since this tab last looked. What only one of them
 * changed is as it left it. Where both changed a text, the stored one stays and this tab's becomes a copy; of names,
 * arguments, hosts and places this tab's last. A change outlives a removal.
 */
export function mergePrograms({ base, local, stored, nowMs }: Merge): Merged {
  const storedById = new Map(stored.map((record) => [record.id, record]));
  const records = new Map(storedById);
  const conflicts: ProgramConflict[] = [];
  for (const program of withPlaces(local, base)) {
    const { id } = program;
    const known = base.get(id);
    const current = storedById.get(id);
    const isNew = known === undefined || known.removedMs !== null;
    if (current === undefined) {
      records.set(id, program);
    } else if (current.removedMs !== null) {
      // A place that only followed the others' is no reason to bring it back.
      if (isNew || !isSameText(known, program)) records.set(id, program);
    } else if (current.revision === known?.revision) {
      records.set(id, program);
    } else if (isNew || !isSame(known, program)) {
      const both = mergeOne(known, program, current);
      records.set(id, both.merged);
      if (both.copy === undefined) continue;
      records.set(both.copy.id, both.copy);
      conflicts.push({ program: id, copy: both.copy.id });
    }
  }
  const localIds = new Set(local.map(({ id }) => id));
  for (const [id, known] of base) {
    const current = storedById.get(id);
    const isRemovedHere = known.removedMs === null && !localIds.has(id);
    if (isRemovedHere && current?.revision === known.revision)
      records.set(id, { ...known, removedMs: nowMs });
  }
  return finished(storedById, records, conflicts);
}

/** The records as they are to be stored: names that differ, and a new revision for those that changed. */
function finished(
  stored: ReadonlyMap<string, KeptProgram>,
  merged: ReadonlyMap<string, KeptProgram>,
  conflicts: readonly ProgramConflict[],
): Merged {
  const records: KeptProgram[] = [];
  const write: KeptProgram[] = [];
  const named: Program[] = [];
  for (const record of inOrder([...merged.values()])) {
    const name = record.removedMs === null ? freeName(record.name, named) : record.name;
    const before = stored.get(record.id);
    const renamed = { ...record, name };
    const isStored = before !== undefined && before.removedMs === record.removedMs && isSame(before, renamed);
    const final = isStored ? before : { ...renamed, revision: newId() };
    records.push(final);
    if (record.removedMs === null) named.push(final);
    if (!isStored) write.push(final);
  }
  return { records, write, conflicts };
}

function mergeOne(
  known: KeptProgram | undefined,
  local: KeptProgram,
  stored: KeptProgram,
): { merged: KeptProgram; copy?: KeptProgram } {
  const pick = <K extends keyof Program | "place">(field: K) =>
    known !== undefined && local[field] === known[field] ? stored[field] : local[field];
  const merged = {
    ...stored,
    name: pick("name"),
    colour: pick("colour"),
    place: pick("place"),
    arguments: pick("arguments") ?? "",
    ...hostAs(pick("host")),
  };
  const isStoredUnchanged = known !== undefined && stored.source === known.source;
  if (isStoredUnchanged) return { merged: { ...merged, source: local.source } };
  if (local.source === stored.source || local.source === known?.source) return { merged };
  const copy = { ...merged, id: newId(), name: copyName(merged.name), source: local.source };
  return { merged, copy: { ...copy, place: merged.place + COPY_DISTANCE } };
}

/** Right behind the original, and in front of what follows it. */
const COPY_DISTANCE = 1 / 1024;

/** "client.py" → "client_copy.py", a name that can still be imported. */
function copyName(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? `${name.slice(0, dot)}_copy${name.slice(dot)}` : `${name}_copy`;
}

/** The programs in their order, with the places that they had where that is the same order. */
function withPlaces(programs: readonly Program[], base: ReadonlyMap<string, KeptProgram>): KeptProgram[] {
  let last = 0;
  return programs.map((program, index) => {
    const known = base.get(program.id);
    const next = programs.slice(index + 1).map(({ id }) => base.get(id)?.place ?? 0);
    const room = Math.min(...next.filter((place) => place > last));
    const between = Number.isFinite(room) ? (last + room) / 2 : last + 1;
    const free = between > last ? between : last + 1;
    const place = known !== undefined && known.place > last ? known.place : free;
    last = place;
    return { ...program, place, revision: known?.revision ?? "", removedMs: null };
  });
}

function hostAs(host: string | undefined): Pick<Program, "host"> {
  return host === undefined ? {} : { host };
}

function isSame(a: KeptProgram, b: KeptProgram): boolean {
  return isSameText(a, b) && a.colour === b.colour && a.place === b.place && a.host === b.host;
}

function isSameText(a: Program, b: Program): boolean {
  return a.name === b.name && a.source === b.source && (a.arguments ?? "") === (b.arguments ?? "");
}

/** The order of the page: by place, and the same in every tab where two have one place. */
export function inOrder(records: readonly KeptProgram[]): KeptProgram[] {
  return records.toSorted((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
}
