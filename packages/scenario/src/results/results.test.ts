import { parseScenario } from "@sockpit/protocol/scenario";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { resultsHtml } from "./html.js";
import { resultsJson } from "./json.js";
import { junitXml } from "./junit.js";
import type { RunResult } from "./result.js";
import type { FileResult } from "./run-cases.js";

const { scenario } = parseScenario('title: A <b> & "c"    zh-TW: 標題\n-- a.steps --\nprint(1)\n');
if (scenario === undefined) throw new Error("the scenario has mistakes");

const run = (some: Partial<RunResult>): RunResult => ({
  condition: { effects: [], points: 2 },
  outcome: "passed",
  reason: undefined,
  isTimedOut: false,
  durationSeconds: 0.25,
  programs: [],
  expectations: [],
  ...some,
});

const results: FileResult[] = [
  {
    file: "a<1>.scenario",
    scenario,
    result: {
      isPassed: false,
      points: { reached: 0, possible: 2 },
      runs: [
        run({
          outcome: "failed",
          hint: { en: "Look <here>.", "zh-TW": "看這裡。" },
          expectations: [
            {
              text: 'output   a "<&\'>"',
              line: 5,
              isMet: false,
              actual: "\u0000\u001b[31m<no>\ud800",
              seq: 3,
            },
            { text: "exit     a 0", line: 6, isMet: true, actual: "0", seq: 4 },
          ],
          programs: [
            {
              name: "a.steps",
              line: 2,
              status: 1,
              isUnexpectedEnd: true,
              stdout: "",
              stderr: "a.steps:3: OSError: gone\n",
              failure: { line: 3, exception: "OSError", message: "gone" },
            },
          ],
        }),
        run({
          condition: { effects: [{ kind: "loss", percent: 5 }] },
          outcome: "skipped",
          reason: "no wire",
        }),
        run({}),
      ],
    },
  },
];

describe("Results", () => {
  test("as JUnit XML are well-formed, with a suite for each run and a case for each expectation", () => {
    const xml = junitXml(results);
    expect(XMLValidator.validate(xml)).toBe(true);
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: "",
      isArray: (name) => name === "testcase",
    });
    const { testsuite } = parser.parse(xml).testsuites;
    expect(testsuite).toMatchObject([
      { name: "a<1>.scenario: plain", tests: "3", failures: "2", skipped: "0", time: "0.250" },
      { name: "a<1>.scenario: wire loss 5%", tests: "1", failures: "0", skipped: "1" },
      { name: "a<1>.scenario: plain", tests: "1", failures: "0" },
    ]);
    const [failed, passed, ended] = testsuite[0].testcase;
    expect(failed).toMatchObject({ line: "5", failure: { message: `a<1>.scenario:5: output a "<&'>"` } });
    expect(failed.failure["#text"]).toContain("actual   \ufffd\ufffd[31m<no>\ufffd\nhint     Look <here>.");
    expect(passed).not.toHaveProperty("failure");
    expect(ended).toMatchObject({ name: "a.steps ended with status 1", line: "5" });
    expect(testsuite[1].testcase).toMatchObject([{ skipped: { message: "no wire" } }]);
  });

  test("as JSON say what failed, with lines and points", () => {
    expect(JSON.parse(JSON.stringify(resultsJson(results)))).toMatchObject({
      format: 1,
      isPassed: false,
      scenarios: [
        {
          points: { reached: 0, possible: 2 },
          runs: [
            {
              condition: "plain",
              hint: { en: "Look <here>." },
              failures: [{ line: 5 }, { name: "a.steps ended with status 1" }],
            },
            { outcome: "skipped", effects: [{ kind: "loss", percent: 5 }], seed: 1 },
            {},
          ],
        },
      ],
    });
  });

  test("as a page escape what programs print", () => {
    const html = resultsHtml(results);
    expect(html).not.toMatch(/<no>|<b>|<1>|<here>/);
    expect(html).toContain("&lt;no&gt;");
    expect(html).toContain('<span lang="zh-TW">標題</span>');
    expect(html).toContain('Look &lt;here&gt;. <span lang="zh-TW">看這裡。</span>');
  });
});
