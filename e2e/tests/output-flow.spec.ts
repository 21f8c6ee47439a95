import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

/** Prints for some seconds, and says how many lines were begun and printed between two times of the clock. */
const program = `import time
input('go? ')
times = []
until = time.monotonic() + 4
while time.monotonic() < until:
    began = time.time()
    print('line')
    times.append((began, time.time()))
since, until = map(float, input('between? ').split())
print('printed', sum(since <= began and ended <= until for began, ended in times))
`;

/** Shorter than the program waits at most: packages/python/src/shared/output-flow.ts. */
const BUSY_MS = 900;

/** Output messages that may be under way. */
const MAX_UNHANDLED = 512;

test("a program that prints without end waits while the page is busy", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", program);
  await cockpit.run("client.py");
  await cockpit.answer("client.py", "");
  const output = cockpit.output("client.py");
  await expect(output).toContainText("line\nline");
  const busy = await page.evaluate((forMs) => {
    const since = Date.now();
    while (Date.now() < since + forMs);
    return [since, Date.now()];
  }, BUSY_MS);
  await cockpit.answer("client.py", busy.map((ms) => ms / 1000).join(" "));
  await cockpit.end("client.py");
  const [, printed] = /printed (\d+)/.exec(await cockpit.printed("client.py")) ?? [];
  expect(Number(printed)).toBeLessThanOrEqual(MAX_UNHANDLED);
});
