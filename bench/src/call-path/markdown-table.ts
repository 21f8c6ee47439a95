import { readFileSync, writeFileSync } from "node:fs";
import { cellsOf, type Result } from "./report.js";

const BEGIN = "<!-- pnpm bench --table: begin -->";
const END = "<!-- pnpm bench --table: end -->";
const HEAD = [
  "| measure | measured | of the rounds | target | met | product / peer |",
  "| --- | --- | --- | --- | --- | --- |",
];

/** Writes what was measured between the marks of a Markdown file. Rows that were not measured stay as they are. */
export function writeMarkdownTable(file: string, results: readonly Result[], all: readonly string[]): void {
  const text = readFileSync(file, "utf8");
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`${file} has no lines ${BEGIN} and ${END}`);
  const old = text.slice(begin, end).split("\n");
  const rows = all.map((measure) => {
    const result = results.find(({ row }) => row.measure === measure);
    const first = `| ${measure} |`;
    if (result === undefined) return old.find((line) => line.startsWith(first)) ?? `${first} | | | | |`;
    const { measured, range, target, verdict, detail } = cellsOf(result);
    return `${first} ${[measured, range, target, verdict, detail].join(" | ")} |`;
  });
  const table = [BEGIN, ...HEAD, ...rows, ""].join("\n");
  writeFileSync(file, text.slice(0, begin) + table + text.slice(end));
}
