import { expect, it } from "vitest";
import { ProgramsModel } from "../programs/public.js";
import { HistoryModel } from "./history-model.js";
import { MAX_STATE_CHARACTERS, MAX_STATES } from "./project-state.js";
import { memoryTables } from "./tables.js";

function setUp() {
  const programs = new ProgramsModel({
    samples: { en: [{ name: "server.py", source: "0" }] },
    language: "en",
  });
  programs.open(programs.samples({ isFirstVisit: true }), []);
  const history = new HistoryModel({ programs, table: memoryTables().states, project: () => "a" });
  const write = (source: string) => programs.setSource("sample-server.py", source);
  const sources = async () => (await history.states()).map((state) => state.programs[0]?.source);
  return { programs, history, write, sources };
}

it("keeps a state once, and the newest first", async () => {
  const { history, write, sources } = setUp();
  await history.take("run");
  await history.take("run");
  write("1");
  await history.take("run");
  expect(await sources()).toEqual(["1", "0"]);
  history.dispose();
});

it("keeps twenty states, and no more characters than its bound", async () => {
  const { history, write, sources } = setUp();
  for (let count = 1; count <= MAX_STATES + 3; count += 1) {
    write(`${count}`);
    await history.take("run");
  }
  expect(await sources()).toHaveLength(MAX_STATES);
  expect((await sources())[0]).toBe(`${MAX_STATES + 3}`);
  const long = 256 * 1024;
  for (let count = 0; count <= MAX_STATES; count += 1) {
    write(`${count}`.padEnd(long));
    await history.take("run");
  }
  expect(await sources()).toHaveLength(MAX_STATE_CHARACTERS / long);
  history.dispose();
});

it("goes back to a state, keeps what was there, and takes that back", async () => {
  const { programs, history, write, sources } = setUp();
  await history.take("run");
  programs.add({ name: "util.py", source: "u" });
  write("1");
  const [first] = await history.states();
  if (first === undefined) throw new Error("no state");
  await history.restore(first);
  const shown = () => programs.store.getState().programs.map(({ name, source }) => `${name}: ${source}`);
  expect(shown()).toEqual(["server.py: 0"]);
  expect(await sources()).toEqual(["1", "0"]);
  programs.undo();
  expect(shown()).toEqual(["server.py: 1", "util.py: u"]);
  history.dispose();
});
