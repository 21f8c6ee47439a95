import { z } from "zod";
import { limits } from "../limits.js";
import { readCondition } from "./expectations/read-condition.js";
import { readExpectation } from "./expectations/read-expectation.js";
import { readHeader } from "./header.js";
import { Cursor, NotationError } from "./notation/cursor.js";
import { programEndings } from "./notation/read-names.js";
import { didYouMean } from "./notation/suggest.js";
import { Lines, problemAt, type ScenarioProblem } from "./problem.js";
import { readProgramOptions } from "./program-options.js";
import { referenceProblems } from "./references.js";
import type { Condition, DataFile, Expectation, LocalText, Scenario, ScenarioProgram } from "./scenario.js";
import { findSections, type Section, unescapeLines } from "./sections.js";
import { readSteps } from "./steps/read-steps.js";
import type { Step } from "./steps/step.js";

/** A scenario, or what is wrong with its text, at most `limits.scenarioProblems` of it. */
export type ParsedScenario =
  | { readonly scenario: Scenario; readonly problems: readonly [] }
  | { readonly scenario: undefined; readonly problems: readonly ScenarioProblem[] };

/**
 * Reads the text form. Never throws: each mistake has its line and column.
 *
 * @param file its name, for messages
 */
export function parseScenario(text: string, file?: string): ParsedScenario {
  const lines = new Lines(text);
  const errors: NotationError[] = [];
  const reader = new ScenarioReader(text, lines, (error) => errors.push(error));
  const scenario = text.length > limits.scenarioBytes ? reader.refuseLength() : reader.read();
  if (scenario !== undefined && errors.length === 0) return { scenario, problems: [] };
  errors.sort((a, b) => a.offset - b.offset);
  const problems = errors.slice(0, limits.scenarioProblems).map((error) => problemAt(error, lines, file));
  return { scenario: undefined, problems };
}

const reserved = ["expect", "conditions", "text", "text zh-TW"];
const isProgram = (name: string) => programEndings.some((ending) => name.endsWith(ending));

class ScenarioReader {
  readonly #text: string;
  readonly #lines: Lines;
  readonly #report: (error: NotationError) => void;
  #isRight = true;
  readonly #programs: ScenarioProgram[] = [];
  readonly #steps = new Map<string, readonly Step[]>();
  readonly #files: DataFile[] = [];
  readonly #expect: Expectation[] = [];
  readonly #conditions: Condition[] = [];
  readonly #texts: { en?: string; "zh-TW"?: string } = {};

  constructor(text: string, lines: Lines, onProblem: (error: NotationError) => void) {
    this.#text = text;
    this.#lines = lines;
    this.#report = (error) => {
      this.#isRight = false;
      onProblem(error);
    };
  }

  refuseLength(): undefined {
    this.#report(new NotationError(`a scenario has at most ${limits.scenarioBytes} characters`, 0));
  }

  read(): Scenario | undefined {
    const { headerEnd, sections } = findSections(this.#text);
    const header = readHeader(this.#text, headerEnd, this.#report);
    const seen = new Set<string>();
    for (const section of sections) {
      this.#attempt(() => {
        if (seen.has(section.name))
          throw new NotationError(`there is a section ${section.name} already`, section.nameAt);
        seen.add(section.name);
        this.#readSection(section);
      });
    }
    const { title, ...rest } = header;
    // What is wrong already may be the reason why these are missing.
    if (this.#isRight) {
      if (title === undefined)
        this.#report(new NotationError("the scenario has no title", 0, "Begin with title: …"));
      else if (this.#programs.length === 0)
        this.#report(
          new NotationError(
            "the scenario has no program",
            headerEnd,
            "Add a section such as -- server.py --",
          ),
        );
    }
    if (title === undefined) return undefined;
    const scenario = {
      ...rest,
      title,
      ...(this.#localText !== undefined && { text: this.#localText }),
      programs: this.#programs,
      files: this.#files,
      expect: this.#expect,
      conditions: this.#conditions,
    };
    for (const { line, message, hint } of referenceProblems(scenario, this.#steps))
      this.#report(new NotationError(message, this.#lines.startOf(line), hint));
    return scenario;
  }

  get #localText(): LocalText | undefined {
    const { en, "zh-TW": inChinese } = this.#texts;
    if (en === undefined && inChinese === undefined) return undefined;
    return {
      en: en ?? inChinese ?? "",
      ...(inChinese !== undefined && en !== undefined && { "zh-TW": inChinese }),
    };
  }

  #readSection(section: Section): void {
    const { name, nameAt, optionsAt, optionsEnd } = section;
    if (isProgram(name)) {
      this.#readProgram(section);
      return;
    }
    const options = this.#text.slice(optionsAt, optionsEnd);
    if (name.includes(".") || name.includes("/")) {
      this.#readFile(section, options);
      return;
    }
    if (options !== "") throw new NotationError(`the section ${name} has no options`, optionsAt);
    if (name === "expect")
      this.#readLines(section, {
        most: limits.scenarioExpectations,
        into: this.#expect,
        read: readExpectation,
      });
    else if (name === "conditions")
      this.#readLines(section, {
        most: limits.scenarioConditions,
        into: this.#conditions,
        read: readCondition,
      });
    else if (name === "text") this.#texts.en = this.#contentOf(section);
    else if (name === "text zh-TW") this.#texts["zh-TW"] = this.#contentOf(section);
    else {
      const hint =
        didYouMean(name, reserved) ?? "A program's name ends in .py or .steps; a data file's has a dot.";
      throw new NotationError(`there is no section ${name}`, nameAt, hint);
    }
  }

  #contentOf({ contentAt, contentEnd }: Section): string {
    return unescapeLines(this.#text.slice(contentAt, contentEnd));
  }

  #readProgram(section: Section): void {
    const { name, nameAt, optionsAt, optionsEnd, contentAt, contentEnd } = section;
    checkName(name, nameAt);
    if (this.#programs.length >= limits.scenarioPrograms)
      throw new NotationError(`more than ${limits.scenarioPrograms} programs`, nameAt);
    const options = readProgramOptions(new Cursor(this.#text, optionsAt, optionsEnd));
    const line = this.#lines.lineOf(nameAt);
    this.#programs.push({ name, source: this.#contentOf(section), ...options, line });
    if (!name.endsWith(".steps")) return;
    // No step begins with a backslash, so that offsets are the same with and without them.
    const steps = readSteps(this.#text.slice(contentAt, contentEnd), ({ message, offset, hint }) =>
      this.#report(new NotationError(message, contentAt + offset, hint)),
    );
    this.#steps.set(name, steps);
  }

  #readFile(section: Section, options: string): void {
    const { name, nameAt, optionsAt } = section;
    checkName(name, nameAt);
    if (this.#files.length >= limits.scenarioFiles)
      throw new NotationError(`more than ${limits.scenarioFiles} files`, nameAt);
    const content = this.#contentOf(section);
    if (options === "") this.#files.push({ name, text: content });
    else if (options === "base64")
      this.#files.push({ name, base64: compactBase64(content, section.contentAt) });
    else throw new NotationError("a data file has no option but base64", optionsAt);
  }

  #readLines<T extends { line?: number | undefined }>(
    { contentAt, contentEnd }: Section,
    { most, into, read }: Rows<T>,
  ): void {
    const cursor = new Cursor(this.#text, contentAt, contentEnd);
    let mistakes = 0;
    while (!cursor.isAtEnd && mistakes < limits.scenarioProblems) {
      const isRight = this.#attempt(() => {
        cursor.skipSpaces();
        if (cursor.isAtLineEnd) return;
        if (into.length >= most) throw new NotationError(`more than ${most} of them`, cursor.offset);
        const line = this.#lines.lineOf(cursor.offset);
        const row = read(cursor);
        if (!cursor.isAtLineEnd) cursor.fail("the end of the line");
        into.push({ ...row, line });
      });
      if (!isRight) mistakes += 1;
      cursor.take(/[^\n]*\n?/y);
    }
  }

  #attempt(read: () => void): boolean {
    try {
      read();
      return true;
    } catch (error) {
      if (!(error instanceof NotationError)) throw error;
      this.#report(error);
      return false;
    }
  }
}

interface Rows<T> {
  readonly most: number;
  readonly into: T[];
  readonly read: (cursor: Cursor) => T;
}

/** A name that stays in the scenario's folder. */
function checkName(name: string, offset: number): void {
  const parts = name.split("/");
  if (name.length > limits.fileNameLength)
    throw new NotationError(`a name has at most ${limits.fileNameLength} characters`, offset);
  if (name.includes("\\") || parts.some((part) => part === "" || part === "." || part === ".."))
    throw new NotationError(
      `${name} is no path within the scenario`,
      offset,
      "Write folder/name, without .. and without / at its ends.",
    );
}

function compactBase64(content: string, offset: number): string {
  const base64 = content.replace(/\s+/g, "");
  if (!z.base64().safeParse(base64).success) throw new NotationError("expected base64 (RFC 4648 §4)", offset);
  return base64;
}
