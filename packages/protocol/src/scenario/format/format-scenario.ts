import { base64FromBytes, bytesFromBase64 } from "../../values/base64.js";
import type { DataFile, LocalText, Scenario, ScenarioProgram } from "../scenario.js";
import { escapeLines } from "../sections.js";
import { formatCondition, formatExpectation, formatMoment } from "./format-expectation.js";
import { quote } from "./format-value.js";

/** Characters in a line of base64: RFC 2045 §6.8. */
const BASE64_LINE = 76;

/** Columns of a title, behind which its translation stands in the same line; below a longer one. */
const TRANSLATION_COLUMN = 38;

/**
 * Writes the text form. Reading it gives the same scenario again, but for the numbers of lines; a scenario without a last
 * line break in a program, or in its text, gets one.
 */
export function formatScenario(scenario: Scenario): string {
  const { title, summary, topics, level, author, licence, network, text } = scenario;
  const header = [
    localField("title", title),
    localField("summary", summary),
    field("topics", topics?.join(", ")),
    field("level", level),
    field("author", author),
    field("licence", licence),
    field("network", network),
  ];
  const sections = [
    ...(text === undefined ? [] : textSections(text)),
    ...scenario.programs.map(programSection),
    ...scenario.files.map(fileSection),
    lineSection("expect", scenario.expect.map(formatExpectation)),
    lineSection("conditions", scenario.conditions.map(formatCondition)),
  ];
  return `${header.join("")}${sections.join("")}`;
}

function field(key: string, value: string | undefined): string {
  return value === undefined || value === "" ? "" : `${key}: ${oneLine(value)}\n`;
}

const oneLine = (text: string) => text.replace(/\s*[\r\n]+\s*/g, " ").trim();

function localField(key: string, text: LocalText | undefined): string {
  if (text === undefined) return "";
  const first = oneLine(text.en).replace(/[ \t]{2,}/g, " ");
  const inChinese = oneLine(text["zh-TW"] ?? "");
  if (inChinese === "") return field(key, first);
  return first.length > TRANSLATION_COLUMN
    ? `${field(key, first)}  zh-TW: ${inChinese}\n`
    : field(key, `${first.padEnd(TRANSLATION_COLUMN)}  zh-TW: ${inChinese}`);
}

function section(name: string, options: readonly string[], content: string): string {
  const lines = content === "" || content.endsWith("\n") ? content : `${content}\n`;
  return `-- ${[name, "--", ...options].join(" ")}\n${escapeLines(lines)}`;
}

function textSections({ en, "zh-TW": inChinese }: LocalText): string[] {
  return [
    section("text", [], en),
    ...(inChinese === undefined ? [] : [section("text zh-TW", [], inChinese)]),
  ];
}

function programSection(program: ScenarioProgram): string {
  const { name, source, after, arguments: args, times, host, isSubmitted } = program;
  const options = [
    ...(after === undefined ? [] : [`after ${formatMoment(after)}`]),
    ...(args === undefined || args.length === 0 ? [] : [`arguments ${args.map(quote).join(" ")}`]),
    ...(times === undefined ? [] : [`times ${times}`]),
    ...(host === undefined ? [] : [`on ${host}`]),
    ...(isSubmitted ? ["submitted"] : []),
  ];
  return section(name, options, source);
}

function fileSection(file: DataFile): string {
  if ("text" in file && (file.text === "" || (file.text.endsWith("\n") && !file.text.includes("\r"))))
    return section(file.name, [], file.text);
  const bytes = "text" in file ? new TextEncoder().encode(file.text) : bytesFromBase64(file.base64);
  const lines = base64FromBytes(bytes).match(new RegExp(`.{1,${BASE64_LINE}}`, "g")) ?? [];
  return section(file.name, ["base64"], lines.map((line) => `${line}\n`).join(""));
}

function lineSection(name: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : section(name, [], lines.map((line) => `${line}\n`).join(""));
}
