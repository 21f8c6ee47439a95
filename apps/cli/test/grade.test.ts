import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Shell } from "./sockpit.js";

const corpus = fileURLToPath(new URL("./homework", import.meta.url));
const assignments = fileURLToPath(new URL("../../../scenarios/homework", import.meta.url));

/** To run up to fourteen programs, under two or three conditions each. */
const TIMEOUT_MS = 240_000;

let shell: Shell;
beforeAll(async () => {
  shell = await Shell.open();
});
afterAll(() => shell.close());

// At once: most of the time the programs wait for each other.
describe.concurrent.each(["shouting-server", "framed-client", "udp-ping"])(
  "sockpit grade, %s",
  (assignment) => {
    test(
      "gives right programs all points, and says of each wrong one what is wrong with it, and nothing else",
      async () => {
        const right = await programsOf(`${corpus}/${assignment}/right`);
        const wrong = await programsOf(`${corpus}/${assignment}/wrong`);
        const graded = [await grade(assignment, right, 40), await grade(assignment, wrong, 10)];
        for (const { status, stderr } of graded) expect([status, stderr]).toEqual([0, ""]);
        const stdout = graded.map((each) => each.stdout).join("");
        const said = new Map(
          stdout.split(/^(?=[✓✗] )/mu).map((part) => [/^. (.*?): /u.exec(part)?.[1], part]),
        );
        const alarms = right.filter((path) => !/^✓ .*: (\d+) of \1 points\n$/u.test(said.get(path) ?? ""));
        expect(alarms, stdout).toEqual([]);
        for (const path of wrong) {
          const [, sentence = "?"] = /^# says: (.*)/.exec(await readFile(path, "utf8")) ?? [];
          expect(said.get(path)?.split("\n").slice(1), stdout).toEqual([
            expect.stringContaining(sentence),
            "",
          ]);
        }
      },
      TIMEOUT_MS,
    );
  },
);

/** @param timeLimit seconds for a run: who waits for ever is known soon, and who does not has time on a busy machine */
function grade(assignment: string, programs: readonly string[], timeLimit: number) {
  const limits = ["--jobs", "2", "--time-limit", String(timeLimit)];
  return shell.sockpit("grade", `${assignments}/${assignment}.scenario`, ...programs, ...limits);
}

/** The programs of a folder: every third, or each where all tests run. */
async function programsOf(folder: string): Promise<string[]> {
  const step = process.env["SOCKPIT_TESTS"] === "all" ? 1 : 3;
  const names = (await readdir(folder)).sort().filter((_, index) => index % step === 0);
  return names.map((name) => `${folder}/${name}`);
}

describe("sockpit grade", () => {
  const assignment = `title: t
-- client.steps -- submitted
print("starter")
-- other.steps --
print(2)
-- expect --
output client "done"  hint "Print done."
-- conditions --
plain                 2 points
hidden "twice": plain 3 points
`;

  test("writes grades as CSV, for each submission in turn, with what cannot be run among them", async () => {
    await shell.write("a.scenario", assignment);
    await shell.write("ada", 'print("done")\n');
    await shell.write("bob", 'print("nothing")\n');
    const { stdout, status } = await shell.sockpit(
      "grade",
      "a.scenario",
      "ada",
      "bob",
      "missing",
      "--csv",
      "g.csv",
    );
    expect(status).toBe(0);
    expect(stdout).toContain("✗ missing: ENOENT");
    expect(await readFile(shell.path("g.csv"), "utf8")).toMatch(
      /^submission,points,possible,plain,twice,hints\r\nada,5,5,2,3,\r\nbob,0,5,0,0,Print done\.\r\nmissing,0,5,0,0,"?ENOENT[^\r]*\r\n$/,
    );
  });

  test("writes results.json for Gradescope and PrairieLearn, and hides what is hidden", async () => {
    await shell.write("a.scenario", assignment);
    await shell.write("bob", 'print("nothing")\n');
    const files = ["--gradescope", "g.json", "--prairielearn", "p.json"];
    expect(await shell.sockpit("grade", "a.scenario", "bob", ...files)).toMatchObject({ status: 0 });
    const read = async (name: string) => JSON.parse(await readFile(shell.path(name), "utf8"));
    const failed = { score: 0, status: "failed", output: expect.stringMatching(/^Print done\.\nexpected /) };
    expect(await read("g.json")).toMatchObject({
      score: 0,
      tests: [
        { name: "plain", max_score: 2, visibility: "visible", ...failed },
        { name: "twice", max_score: 3, visibility: "after_published", ...failed },
      ],
    });
    expect(await read("p.json")).toEqual({
      gradable: true,
      score: 0,
      tests: [
        { name: "plain", points: 0, max_points: 2, output: expect.stringMatching(/^Print done\./) },
        { name: "hidden", points: 0, max_points: 3, output: "" },
      ],
    });
  });

  test.each([
    [
      "title: t\n-- a.steps --\nprint(1)\n",
      ["x"],
      /no program is submitted\. Write -- client\.py -- submitted/,
    ],
    [assignment, ["x", "y", "--gradescope", "g.json"], /takes the result of one submission, and there are 2/],
    [assignment, ["x", "--jobs", "0"], /It is a whole number from 1 to 64/],
  ])("says why it cannot grade, and ends with 2", async (text, args, said) => {
    await shell.write("b.scenario", text);
    const { status, stderr } = await shell.sockpit("grade", "b.scenario", ...args);
    expect(stderr).toMatch(said);
    expect(status).toBe(2);
  });
});
