import { readFileSync, writeFileSync } from "node:fs";
import { tableOf } from "./report.js";
import { misses, type Row } from "./rows.js";

const BEGIN = "<!-- pnpm attack --table: begin -->";
const END = "<!-- pnpm attack --table: end -->";

/** Writes the rows between the marks of a Markdown file. Throws where it has none. */
export function writeTable(file: string, rows: readonly Row[]): void {
  const text = readFileSync(file, "utf8");
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`${file} has no marks ${BEGIN} and ${END}`);
  const missing = rows.filter((row) => misses(row).length > 0).length;
  const said = `${rows.length} rows, of which ${missing} miss an aim.`;
  writeFileSync(file, `${text.slice(0, begin)}${BEGIN}\n${said}\n\n${tableOf(rows)}\n${text.slice(end)}`);
}
