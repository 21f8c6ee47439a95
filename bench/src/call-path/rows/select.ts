import type { Row } from "../row.js";
import { atOnce } from "./at-once.js";
import { bytes } from "./bytes.js";
import { labs } from "./labs.js";
import { oneAtATime } from "./one-at-a-time.js";
import { overRest } from "./over-rest.js";
import { tls } from "./tls.js";

const all: readonly Row[] = [...oneAtATime, ...atOnce, ...bytes, ...overRest, ...tls, ...labs];

/** The rows that names, their beginnings, or sections stand for; without any, all of them. An unknown name ends the process. */
export function selectRows(names: readonly string[]): readonly Row[] {
  for (const name of names) {
    if (all.some((row) => isCalled(row, name))) continue;
    const known = [...new Set(all.flatMap((row) => [row.section, row.name]))];
    console.error(`There is no row or section ${name}. There are: ${known.join(", ")}.`);
    process.exit(2);
  }
  return names.length === 0 ? all : all.filter((row) => names.some((name) => isCalled(row, name)));
}

/** `exchanges` is enough for `exchanges-at-once` and `exchanges-with-viewer`. */
function isCalled({ name, section }: Row, wanted: string): boolean {
  return section === wanted || `${name}-`.startsWith(`${wanted}-`);
}
