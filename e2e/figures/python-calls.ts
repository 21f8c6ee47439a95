/**
 * `pnpm bench python [row …] [--json file]`: what a call costs a Python program in the page, beside a raw WebSocket round
 * trip, in Chromium and, where there is one, in Firefox. See bench/README.md. Nothing is asserted.
 */
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { repositoryPath } from "../parity/folder.js";
import { Server } from "../server-process.js";
import { type CallsPage, openInChromium, openInFirefox } from "./calls/calls-page.js";
import { measureRow } from "./calls/row-run.js";
import { callRows } from "./calls/rows.js";
import { type Figure, machineWith, printFigures, rowsOf, writeJson } from "./figure-table.js";

const { values, positionals } = parseArgs({ options: { json: { type: "string" } }, allowPositionals: true });
const wanted = callRows.filter(
  ({ name }) => positionals.length === 0 || positionals.some((begin) => name.startsWith(begin)),
);

async function startEcho(): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, [repositoryPath("e2e/dist/figures/calls/echo-server.js")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => child.kill());
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error("The echo server ended.")));
    child.stdout.on("data", (chunk: Buffer) => {
      const said = /http:\/\/\S+/.exec(chunk.toString())?.[0];
      if (said !== undefined) resolve(said);
    });
  });
  return { url, stop: () => child.kill() };
}

async function measure(opened: CallsPage): Promise<object> {
  const figures: Figure[] = [];
  try {
    for (const row of wanted) figures.push(await measureRow(opened, row));
  } finally {
    await opened.close();
  }
  const machine = machineWith(opened.browser);
  printFigures(figures, machine);
  return { machine, rows: rowsOf(figures) };
}

const [server, echo] = await Promise.all([Server.start(), startEcho()]);
try {
  const browsers = [await measure(await openInChromium(server.url, echo.url))];
  if (process.env["SOCKPIT_FIREFOX"] === undefined)
    console.log("There is no Firefox, so it was not measured.");
  else browsers.push(await measure(await openInFirefox(server.url, echo.url)));
  if (values.json !== undefined) writeJson(values.json, { browsers });
} finally {
  echo.stop();
  await server.stop();
}
