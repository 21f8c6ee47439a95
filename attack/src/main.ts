/**
 * `pnpm attack [kinds…] [--all] [--quick] [--json <file>] [--server <front-door/main.js>]`: tries every attack, prints a table,
 * and exits with 1 where one misses its aim. See README.md.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { NetworkKind } from "@sockpit/protocol";
import { missedAims } from "./aims.js";
import type { Attack } from "./attack.js";
import { AttackedServer } from "./attacked-server.js";
import { attacks } from "./kinds/index.js";
import { answersOf, type Row, type Setting, tableOf } from "./report.js";
import { type Outcome, Probe, runAttack } from "./run-attack.js";

/** `nobody` of Linux. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const WARM_UP_MS = 1000;
/** Its 99th percentile is that of 300 echoes. */
const QUIET_MS = 3000;

const { values: options, positionals: kinds } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean", default: false },
    json: { type: "string" },
    server: {
      type: "string",
      default: fileURLToPath(new URL("../../apps/server/dist/front-door/main.js", import.meta.url)),
    },
    seconds: { type: "string", default: "2" },
  },
});
const attackMs = Number(options.seconds) * 1000;
const times = { quietMs: QUIET_MS, attackMs };

interface Planned {
  readonly attack: Attack;
  readonly setting: Setting & { readonly network: NetworkKind; readonly isRoot: boolean };
}

const rows: Row[] = [];
for (const planned of plan()) {
  rows.push(await tried(planned));
  if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(rows, null, 1));
}
console.log(`\n${tableOf(rows)}`);
const missing = rows.filter(({ outcome }) => missedAims(outcome).length > 0);
console.log(`\n${rows.length} attacks, ${missing.length} miss an aim`);
process.exit(missing.length === 0 ? 0 : 1);

/** As an ordinary user by default; what the user matters for as root too, where this runs as root. */
function plan(): Planned[] {
  const isRoot = process.getuid?.() === 0;
  const ordinary = isRoot ? "nobody" : "you";
  const chosen = attacks.filter(
    ({ kind, name }) => kinds.length === 0 || kinds.includes(kind) || kinds.includes(name),
  );
  return chosen.flatMap((attack) => {
    const networks: readonly NetworkKind[] = options.all
      ? ["isolated", "mapped"]
      : (attack.networks ?? ["isolated"]);
    return networks.flatMap((network) => [
      { attack, setting: { network, user: ordinary, isRoot: false } },
      ...(isRoot && (options.all || (attack.alsoAsRoot === true && network === "isolated"))
        ? [{ attack, setting: { network, user: "root", isRoot: true } }]
        : []),
    ]);
  });
}

/** Each attack has a server of its own, so that none meets what another has left. */
async function tried({ attack, setting }: Planned): Promise<Row> {
  const user = process.getuid?.() === 0 && !setting.isRoot ? NOBODY : undefined;
  const server = await AttackedServer.start({
    entryPoint: options.server,
    network: setting.network,
    user,
    environment: attack.environment,
  });
  const probe = await Probe.start(server);
  await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));
  try {
    const outcome = await runAttack(attack, { server, probe, times });
    const row = { setting, outcome };
    console.log(lineOf(row, outcome));
    return row;
  } finally {
    await probe.end();
    await server.stop();
  }
}

function lineOf(row: Row, outcome: Outcome): string {
  const misses = missedAims(outcome);
  const mark = misses.length === 0 ? "✓" : "✗";
  const { network, user } = row.setting;
  const { before, during } = outcome;
  const probe = `p99 ${before.p99Ms.toFixed(0)} → ${during.p99Ms.toFixed(0)} ms`;
  const said = misses.length === 0 ? "" : `\n  misses: ${misses.join("; ")}`;
  return `${mark} ${outcome.attack.name} (${network}, ${user}): ${probe}; ${answersOf(row)}${said}`;
}
