import { readFileSync } from "node:fs";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

interface Difference {
  readonly what: string;
  readonly program: string;
  readonly expect: string;
}

const file = new URL("../../packages/python/differences.json", import.meta.url);
const differences = JSON.parse(readFileSync(file, "utf8")) as readonly Difference[];

/** Runs each program by itself and prints what it printed, a line of JSON each. */
const runner = `import contextlib, io, json
for program in json.loads(${JSON.stringify(JSON.stringify(differences.map(({ program }) => program)))}):
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(program, {"__name__": "__main__"})
    except BaseException as error:
        printed.write(repr(error))
    print(json.dumps(printed.getvalue()))
print("all ran")
`;

test("each difference from CPython on Linux shows as docs/python-differences.md says", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", runner);
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("all ran");
  const printed = (await cockpit.printed("client.py")).split("\n").slice(0, differences.length);
  expect(printed.map((line) => JSON.parse(line))).toEqual(differences.map((entry) => entry.expect));
});
