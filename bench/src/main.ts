/**
 * `pnpm bench [rows or sections …] [--json file] [--table file]`: what calls cost, as ratios to peers that are measured in the same run, beside
 * what they should cost. See bench/README.md. SOCKPIT_BENCH_SERVER: the file of another version's server.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Bench } from "./call-path/bench.js";
import { writeMarkdownTable } from "./call-path/markdown-table.js";
import { printHead, printResult, type Result, toJson } from "./call-path/report.js";
import type { Row } from "./call-path/row.js";
import { selectRows } from "./call-path/rows/select.js";

const { values, positionals } = parseArgs({
  options: { json: { type: "string" }, table: { type: "string" } },
  allowPositionals: true,
});
const rows = selectRows(positionals);
const bench = new Bench();
const results: Result[] = [];
printHead();
for (const row of rows) {
  const result = await measure(row);
  printResult(result);
  results.push(result);
}
await bench.end();
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(toJson(results), null, 2)}\n`);
if (values.table !== undefined) {
  const measures = selectRows([]).map((row) => row.measure);
  writeMarkdownTable(values.table, results, measures);
}

async function measure(row: Row): Promise<Result> {
  try {
    return { row, reading: await row.run(bench) };
  } catch (error) {
    return { row, failure: error instanceof Error ? error.message : String(error) };
  }
}
