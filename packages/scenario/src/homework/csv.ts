import type { LocalText } from "@sockpit/protocol/scenario";
import { type Grade, hintsOf } from "./grade.js";

/** Grades as CSV (RFC 4180) with a line for each submission and a column for each condition. */
export function gradesCsv(grades: readonly Grade[], inLanguage: (text: LocalText) => string): string {
  const conditions = grades.find(({ runs }) => runs.length > 0)?.runs ?? [];
  const header = ["submission", "points", "possible", ...conditions.map(({ name }) => name), "hints"];
  const possible = Math.max(0, ...grades.map((grade) => grade.possible));
  const rows = grades.map(({ name, points, runs, problem }) => [
    name,
    points,
    possible,
    ...conditions.map((_, at) => runs[at]?.points ?? 0),
    [...(problem === undefined ? [] : [problem]), ...hintsOf(runs, inLanguage)].join(" "),
  ]);
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Spreadsheets take a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
