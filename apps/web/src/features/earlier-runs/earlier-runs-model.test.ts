import { expect, it } from "vitest";
import { loadFixture } from "../../fixtures/load-fixture.js";
import type { EarlierRun } from "./earlier-run.js";
import { EarlierRunsModel } from "./earlier-runs-model.js";
import { weigh } from "./weigh.js";

const events = loadFixture("sample-programs");
const words = { captureGone: "", streamGone: "" };

function run(id: string, change: Partial<EarlierRun> = {}): EarlierRun {
  const runs = { runs: new Map(), runOfPid: new Map(), earlierRuns: new Map() };
  return { id, endedMs: 1, how: "reset", lab: null, events, programs: [], runs, ...change };
}

const ids = (model: EarlierRunsModel<string>) => model.store.getState().runs.map(({ id }) => id);

it("keeps the last five runs in which something happened, the newest first", () => {
  const model = new EarlierRunsModel(({ id }) => id);
  model.keep(run("empty", { events: [] }));
  for (const id of ["1", "2", "3", "4", "5", "6"]) model.keep(run(id));
  expect(ids(model)).toEqual(["6", "5", "4", "3", "2"]);
});

it("keeps fewer where they are heavy, and the newest in any case", () => {
  const model = new EarlierRunsModel(({ id }) => id);
  const long = Array.from({ length: 1000 }, () => events).flat();
  expect(weigh(long)).toBeGreaterThan(16 * 1024 * 1024);
  for (const id of ["1", "2"]) model.keep(run(id, { events: long }));
  model.keep(run("3"));
  expect(ids(model)[0]).toBe("3");
  expect(ids(model)).not.toContain("1");
});

it("opens a run, keeps it open while others come, and closes it", () => {
  const model = new EarlierRunsModel(({ id }) => `models of ${id}`);
  model.keep(run("1"));
  model.open("1", words);
  for (const id of ["2", "3", "4", "5", "6"]) model.keep(run(id));
  expect(model.store.getState().opened).toMatchObject({ run: { id: "1" }, models: "models of 1" });
  model.close();
  expect(model.store.getState().opened).toBeNull();
});
