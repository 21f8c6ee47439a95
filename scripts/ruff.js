/**
 * Lint and format of the Python runtime, with ruff's WebAssembly build and what pyproject.toml says. `--write` formats and sorts imports;
 * otherwise what is not so fails.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";
import { parse } from "smol-toml";
import { root } from "./steps.js";

const UNSORTED_IMPORTS = "I001";

const isWriting = process.argv.includes("--write");
const folder = join(root, "packages/python/runtime");
const { tool } = parse(readFileSync(join(folder, "pyproject.toml"), "utf8"));
const workspace = new Workspace({ ...tool.ruff, format: {} }, PositionEncoding.Utf16);

let failures = 0;
for (const path of pythonFiles()) {
  const text = readFileSync(path, "utf8");
  const isSyntax = workspace.check(text).every(({ code }) => code !== "invalid-syntax");
  const good = isWriting && isSyntax ? workspace.format(sorted(text)) : text;
  if (good !== text) {
    writeFileSync(path, good);
    console.log(`wrote ${relative(root, path)}`);
  }
  for (const { code, message, start_location: at } of workspace.check(good)) {
    fail(`${relative(root, path)}:${at.row}:${at.column} ${code ?? ""} ${message}`);
  }
  if (isSyntax && workspace.format(good) !== good)
    fail(`${relative(root, path)} is not formatted. Run: pnpm fix`);
}
process.exit(failures === 0 ? 0 : 1);

function fail(message) {
  failures += 1;
  console.error(message);
}

function pythonFiles() {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.pyi?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The text with its imports in order. */
function sorted(text) {
  const lines = text.split("\n");
  const edits = workspace
    .check(text)
    .filter(({ code }) => code === UNSORTED_IMPORTS)
    .flatMap(({ fix }) => fix?.edits ?? [])
    .map(({ content, location, end_location }) => ({
      content: content ?? "",
      from: offset(lines, location),
      to: offset(lines, end_location),
    }))
    .sort((a, b) => b.from - a.from);
  return edits.reduce((done, { content, from, to }) => done.slice(0, from) + content + done.slice(to), text);
}

function offset(lines, { row, column }) {
  return lines.slice(0, row - 1).reduce((sum, line) => sum + line.length + 1, 0) + column - 1;
}
