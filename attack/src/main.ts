/**
 * `pnpm attack [kinds…] [--all] [--part 1/4] [--resume] [--json <file>] [--table <file>] [--server <front-door/main.js>]`: tries
 * every attack, prints a table, and exits with 1 where one misses its aim. `--from <file>` tries none and takes what a file has. See README.md.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { missedAims } from "./aims.js";
import { AttackedServer } from "./attacked-server.js";
import { measureBusyEcho } from "./busy-echo.js";
import { type Planned, partOf, plan } from "./plan.js";
import { answersOf, tableOf } from "./report.js";
import { keyOf, misses, type Row, RowFile, readRows } from "./rows.js";
import { Probe, runAttack } from "./run-attack.js";
import { writeTable } from "./write-table.js";

/** `nobody` of Linux. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const WARM_UP_MS = 1000;
/** Its 99th percentile is that of 300 echoes. */
const QUIET_MS = 3000;

const { values: options, positionals: kinds } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean", default: false },
    part: { type: "string", default: "1/1" },
    resume: { type: "boolean", default: false },
    json: { type: "string" },
    from: { type: "string", multiple: true },
    table: { type: "string" },
    server: {
      type: "string",
      default: fileURLToPath(new URL("../../apps/server/dist/front-door/main.js", import.meta.url)),
    },
    seconds: { type: "string", default: "2" },
  },
});
const attackMs = Number(options.seconds) * 1000;
const times = { quietMs: QUIET_MS, attackMs };

const rows = options.from === undefined ? await attackAll() : options.from.flatMap(readRows);
console.log(`\n${tableOf(rows)}`);
if (options.table !== undefined) writeTable(options.table, rows);
const missing = rows.filter((row) => misses(row).length > 0);
console.log(`\n${rows.length} attacks, ${missing.length} miss an aim`);
process.exit(missing.length === 0 ? 0 : 1);

/** What was tried, with what the file had before. */
async function attackAll(): Promise<readonly Row[]> {
  const file = new RowFile(options.json);
  const planned = partOf(plan({ kinds, isAll: options.all }), options.part);
  for (const one of planned) {
    if (options.resume && file.has(keyOf(one.attack.name, one.setting))) continue;
    file.put(await tried(one));
  }
  return file.rows;
}

/** Each attack has a server of its own, so that none meets what another has left. What cannot be tried is a row too. */
async function tried(planned: Planned): Promise<Row> {
  try {
    const row = { setting: planned.setting, outcome: await measured(planned) };
    console.log(lineOf(row, row.outcome));
    return row;
  } catch (error) {
    const { name, kind } = planned.attack;
    const row = { setting: planned.setting, name, kind, error: String(error) };
    console.log(`✗ ${name}: ${row.error}`);
    return row;
  }
}

async function measured({ attack, setting }: Planned) {
  const user = process.getuid?.() === 0 && !setting.isRoot ? NOBODY : undefined;
  const server = await AttackedServer.start({
    entryPoint: options.server,
    network: setting.network,
    user,
    environment: attack.environment,
  });
  try {
    const probe = await Probe.start(server);
    try {
      await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
      const outcome = await runAttack(attack, { server, probe, times });
      return { ...outcome, busyEcho: await measureBusyEcho(outcome.duty, attackMs) };
    } finally {
      await probe.end();
    }
  } finally {
    await server.stop();
  }
}

function lineOf(row: Row, outcome: Awaited<ReturnType<typeof measured>>): string {
  const missed = missedAims(outcome);
  const mark = missed.length === 0 ? "✓" : "✗";
  const { network, user } = row.setting;
  const { before, during, busyEcho } = outcome;
  const busy = busyEcho === undefined ? "" : `, a busy echo's ${busyEcho.p99Ms.toFixed(0)} ms`;
  const probe = `p99 ${before.p99Ms.toFixed(0)} → ${during.p99Ms.toFixed(0)} ms${busy}`;
  const said = missed.length === 0 ? "" : `\n  misses: ${missed.join("; ")}`;
  return `${mark} ${outcome.attack.name} (${network}, ${user}): ${probe}; ${answersOf(outcome)}${said}`;
}
