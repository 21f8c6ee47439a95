import { escapeXml } from "@sockpit/protocol";
import type { LocalText } from "@sockpit/protocol/scenario";
import type { RunResult } from "./result.js";
import { casesOf, type FileResult, type RunCase, runName } from "./run-cases.js";

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 0.875rem/1.4 ui-monospace, monospace; }
  table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 1.5rem; }
  th, td { text-align: start; vertical-align: top; padding: 0.25rem 0.5rem; border-block-end: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
  .hint { border-inline-start: 3px solid; padding-inline-start: 0.5rem; }
  .passed { color: light-dark(#176a2b, #6fd487); } .failed { color: light-dark(#a8201a, #ff8a80); } .skipped { color: light-dark(#6b5300, #e8c860); }
`;

const words = {
  passed: ["Passed", "通過"],
  failed: ["Failed", "未通過"],
  skipped: ["Skipped", "略過"],
} as const;

/** Results as one page that opens from disk: a table for each run. In English and Traditional Chinese at once. */
export function resultsHtml(files: readonly FileResult[]): string {
  const isPassed = files.every(({ result }) => result.isPassed);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${isPassed ? words.passed[0] : words.failed[0]}: ${files.length} scenarios</title>
<style>${STYLE}</style>
<h1>Scenarios <span lang="zh-TW">情境</span></h1>
${files.map(fileSection).join("")}</html>
`;
}

function fileSection({ file, scenario, result }: FileResult): string {
  const { en, "zh-TW": inChinese } = scenario.title;
  const { reached, possible } = result.points;
  const points = possible === 0 ? "" : `<p>${reached} / ${possible} points <span lang="zh-TW">分</span></p>`;
  const title = `${escapeXml(en)}${inChinese === undefined ? "" : ` <span lang="zh-TW">${escapeXml(inChinese)}</span>`}`;
  return `<h2>${title}</h2>\n<p><code>${escapeXml(file)}</code></p>\n${points}${result.runs.map(runTable).join("")}`;
}

function runTable(run: RunResult): string {
  const { outcome, reason } = run;
  const [english, chinese] = words[outcome];
  const rows = casesOf(run).map(row);
  const hint = run.hint === undefined ? "" : hintParagraph(run.hint);
  const why = reason === undefined ? "" : `: ${escapeXml(reason)}`;
  return `<h3><span class="${outcome}">${english} <span lang="zh-TW">${chinese}</span></span> <code>${escapeXml(runName(run))}</code>${why}</h3>
${rows.length === 0 ? "" : `<table><thead><tr><th scope="col"></th><th scope="col">Line <span lang="zh-TW">行</span></th><th scope="col">Expected <span lang="zh-TW">預期</span></th><th scope="col">Actual <span lang="zh-TW">實際</span></th></tr></thead><tbody>\n${rows.join("")}</tbody></table>\n`}${hint}`;
}

function hintParagraph({ en, "zh-TW": inChinese }: LocalText): string {
  const translation = inChinese === undefined ? "" : ` <span lang="zh-TW">${escapeXml(inChinese)}</span>`;
  return `<p class="hint">${escapeXml(en)}${translation}</p>\n`;
}

function row({ name, isPassed, line, actual }: RunCase): string {
  const outcome = isPassed ? "passed" : "failed";
  const mark = isPassed ? "✓" : "✗";
  return `<tr><td class="${outcome}" aria-label="${words[outcome][0]}">${mark}</td><td>${line ?? ""}</td><td><pre>${escapeXml(name)}</pre></td><td><pre>${isPassed ? "" : escapeXml(actual)}</pre></td></tr>\n`;
}
