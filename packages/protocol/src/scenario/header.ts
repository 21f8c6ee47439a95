import { limits } from "../limits.js";
import { NotationError } from "./notation/cursor.js";
import { didYouMean } from "./notation/suggest.js";
import { type LocalText, SCENARIO_FORMAT, type Scenario, scenarioLevels } from "./scenario.js";

type Header = Omit<Scenario, "programs" | "files" | "expect" | "conditions" | "text" | "title"> & {
  title?: LocalText;
};

const keys = ["title", "summary", "topics", "level", "author", "licence", "network", "format"];

/** A second language behind the first, in the same line: two spaces or more before it. */
const IN_CHINESE = /(?<![ \t])[ \t]{2,}zh-TW:[ \t]*/;

/** The same in a line of its own, indented, below the field. */
const TRANSLATION_LINE = /^[ \t]+zh-TW:[ \t]*/;

/** Reads the lines before the first section: `key: value`. */
export function readHeader(text: string, end: number, onProblem: (error: NotationError) => void): Header {
  const header: Header = { format: SCENARIO_FORMAT };
  const seen = new Set<string>();
  let offset = 0;
  /** The field of the line before, if it may be translated. */
  let translated: LocalText | undefined;
  for (const line of text.slice(0, end).split("\n")) {
    const startsAt = offset;
    offset += line.length + 1;
    if (/^\s*(?:#|$)/.test(line)) continue;
    try {
      const mark = TRANSLATION_LINE.exec(line)?.[0];
      if (mark !== undefined) {
        addTranslation(translated, line.slice(mark.length).trim(), startsAt);
        continue;
      }
      translated = undefined;
      const [, key = ""] = /^([A-Za-z-]+):/.exec(line) ?? [];
      if (key === "")
        throw new NotationError(
          "expected `key: value`, or a section: `-- server.py --`",
          startsAt,
          "A scenario begins with title: …",
        );
      if (seen.has(key)) throw new NotationError(`${key} stands here twice`, startsAt);
      seen.add(key);
      Object.assign(header, readField(key, line.slice(key.length + 1), startsAt));
      if (key === "title" || key === "summary") translated = header[key];
    } catch (error) {
      if (!(error instanceof NotationError)) throw error;
      onProblem(error);
    }
  }
  return header;
}

function readField(key: string, rest: string, keyAt: number): Partial<Header> {
  const value = rest.trim();
  const valueAt = keyAt + key.length + 1 + (rest.length - rest.trimStart().length);
  if (value === "") throw new NotationError(`${key} has no value`, keyAt);
  switch (key) {
    case "title":
    case "summary":
      return { [key]: localText(value) };
    case "topics":
      return { topics: readTopics(value, valueAt) };
    case "author":
    case "licence":
      return { [key]: value };
    case "level": {
      const level = scenarioLevels.find((name) => name === value);
      if (level === undefined) throw unknown("level", { value, valueAt, names: scenarioLevels });
      return { level };
    }
    case "network":
      if (value !== "loopback" && value !== "wire")
        throw unknown("network", { value, valueAt, names: ["loopback", "wire"] });
      return { network: value };
    case "format":
      if (value !== String(SCENARIO_FORMAT))
        throw new NotationError(
          `this version of Sockpit reads format ${SCENARIO_FORMAT}`,
          valueAt,
          "A newer one reads this file.",
        );
      return {};
    default: {
      const hint = key === "license" ? "Write licence." : didYouMean(key, keys);
      throw new NotationError(`there is no field ${key}`, keyAt, hint ?? `Fields are ${keys.join(", ")}.`);
    }
  }
}

function unknown(
  field: string,
  { value, valueAt, names }: { value: string; valueAt: number; names: readonly string[] },
): NotationError {
  return new NotationError(`${field} is ${names.join(" or ")}`, valueAt, didYouMean(value, names));
}

function localText(value: string): LocalText {
  const { index, 0: mark } = IN_CHINESE.exec(value) ?? { index: value.length, 0: "" };
  const inChinese = value.slice(index + mark.length).trim();
  return { en: value.slice(0, index), ...(inChinese !== "" && { "zh-TW": inChinese }) };
}

function addTranslation(to: LocalText | undefined, text: string, offset: number): void {
  if (to === undefined)
    throw new NotationError("there is nothing to translate", offset, "It stands below title: or summary:");
  if (to["zh-TW"] !== undefined) throw new NotationError("there are two translations", offset);
  if (text === "") throw new NotationError("the translation is empty", offset);
  to["zh-TW"] = text;
}

function readTopics(value: string, valueAt: number): string[] {
  const topics = value.split(",").map((topic) => topic.trim());
  if (topics.some((topic) => topic === ""))
    throw new NotationError("a topic is empty", valueAt, "Commas separate topics.");
  if (
    topics.length > limits.scenarioListLength ||
    topics.some(({ length }) => length > limits.fileNameLength)
  )
    throw new NotationError("too many topics, or too long ones", valueAt);
  return topics;
}
