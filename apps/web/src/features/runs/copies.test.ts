import { limits } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { copiesOf, mainRun, nameOfProcess, processName, programOfRun, runId } from "./copies.js";
import { noRun, type Run } from "./run.js";
import { RunCounts } from "./run-counts.js";

const ended: Run = { ...noRun, state: { kind: "ended", end: { status: 0, reason: "exited" } } };
const running: Run = { ...noRun, state: { kind: "running" } };

describe("Runs of one program at once", () => {
  it("have ids and process names of their own, which lead back to the program", () => {
    expect([1, 2].map((copy) => runId("p", copy))).toEqual(["p", "p#2"]);
    expect(["p", "p#2"].map(programOfRun)).toEqual(["p", "p"]);
    expect([1, 3].map((copy) => processName("client.py", copy))).toEqual(["client.py", "client.py (3)"]);
    expect(["client.py", "client.py (3)"].map(nameOfProcess)).toEqual(["client.py", "client.py"]);
    expect(processName("x".repeat(limits.processNameLength), 2)).toHaveLength(limits.processNameLength);
  });

  it("are represented by the first that goes on, else by the first", () => {
    const runs = new Map([
      ["p", ended],
      ["p#2", ended],
      ["p#3", running],
      ["q", running],
    ]);
    expect(copiesOf(runs, "p").map(({ copy }) => copy)).toEqual([1, 2, 3]);
    expect(mainRun(runs, "p")).toEqual({ id: "p#3", run: running });
    expect(
      mainRun(
        new Map([
          ["p", ended],
          ["p#2", ended],
        ]),
        "p",
      ).id,
    ).toBe("p");
    expect(mainRun(new Map(), "p")).toEqual({ id: "p", run: noRun });
  });
});

describe("How many times a program is run at once", () => {
  it("is one, or what a person has chosen, within the bound, over a reload", () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    const counts = new RunCounts(storage);
    expect(counts.of("p")).toBe(1);
    counts.set("p", 5);
    counts.set("q", 99);
    const again = new RunCounts(storage);
    expect([again.of("p"), again.of("q"), again.of("r")]).toEqual([5, limits.runsOfProgram, 1]);
    again.set("p", 1);
    again.set("q", 1);
    expect(kept.size).toBe(0);
    kept.set("sockpit.run-counts", '{"p": "five", "q": 0.5, "r": 1e9}');
    expect([...new RunCounts(storage).store.getState()]).toEqual([["r", limits.runsOfProgram]]);
  });
});
