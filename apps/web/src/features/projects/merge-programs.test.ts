import { describe, expect, it } from "vitest";
import type { Program } from "../../shared/program.js";
import { mergePrograms } from "./merge-programs.js";
import { type KeptProgram, programOf } from "./project.js";

const program = (name: string, source: string): Program => ({ id: `id-${name}`, name, source, colour: 0 });

function store(programs: readonly Program[]): readonly KeptProgram[] {
  return mergePrograms({ base: new Map(), local: programs, stored: [], nowMs: 1 }).records;
}

const byId = (records: readonly KeptProgram[]) => new Map(records.map((record) => [record.id, record]));
const live = (records: readonly KeptProgram[]) =>
  records.filter(({ removedMs }) => removedMs === null).map(({ name, source }) => `${name}: ${source}`);

/** What is stored after one tab has written `theirs`, and another, which knew what was there before, `mine`. */
function mergeBoth(before: readonly Program[], theirs: readonly Program[], mine: readonly Program[]) {
  const base = store(before);
  const first = mergePrograms({ base: byId(base), local: theirs, stored: base, nowMs: 2 });
  return mergePrograms({ base: byId(base), local: mine, stored: first.records, nowMs: 3 });
}

const server = program("server.py", "listen");
const client = program("client.py", "connect");

describe("Merging what two tabs have done", () => {
  it("takes each tab's program where they changed different ones", () => {
    const theirs = [{ ...server, source: "theirs" }, client];
    const mine = [server, { ...client, source: "mine" }];
    const { records, conflicts } = mergeBoth([server, client], theirs, mine);
    expect(live(records)).toEqual(["server.py: theirs", "client.py: mine"]);
    expect(conflicts).toEqual([]);
  });

  it("keeps both texts where they changed the same one, the second as a copy behind it", () => {
    const theirs = [{ ...server, source: "theirs" }, client];
    const mine = [{ ...server, source: "mine" }, client];
    const { records, conflicts } = mergeBoth([server, client], theirs, mine);
    expect(live(records)).toEqual(["server.py: theirs", "server_copy.py: mine", "client.py: connect"]);
    expect(conflicts).toEqual([{ program: server.id, copy: records[1]?.id }]);
  });

  it("makes no copy where both wrote the same", () => {
    const both = [{ ...server, source: "same" }, client];
    const { records, write, conflicts } = mergeBoth([server, client], both, both);
    expect(live(records)).toEqual(["server.py: same", "client.py: connect"]);
    expect([...write, ...conflicts]).toEqual([]);
  });

  it("joins a new name of one tab and a new text of the other", () => {
    const theirs = [{ ...server, name: "echo.py" }, client];
    const mine = [{ ...server, source: "mine" }, client];
    expect(live(mergeBoth([server, client], theirs, mine).records)).toContain("echo.py: mine");
  });

  it("keeps what was changed in one tab and removed in the other", () => {
    const changed = [{ ...server, source: "changed" }, client];
    expect(live(mergeBoth([server, client], changed, [client]).records)).toContain("server.py: changed");
    expect(live(mergeBoth([server, client], [client], changed).records)).toContain("server.py: changed");
  });

  it("removes what one tab has removed and the other has left alone", () => {
    expect(live(mergeBoth([server, client], [client], [server, client]).records)).toEqual([
      "client.py: connect",
    ]);
  });

  it("gives programs of one name, added in two tabs, different names", () => {
    const add = (id: string) => [server, client, { ...program("util.py", id), id }];
    const { records } = mergeBoth([server, client], add("a"), add("b"));
    expect(live(records).slice(2)).toEqual(["util.py: a", "util2.py: b"]);
  });

  it("writes programs again that the browser has lost: nobody has removed them", () => {
    const base = store([server, client]);
    const { records, write } = mergePrograms({
      base: byId(base),
      local: [server, client],
      stored: [],
      nowMs: 2,
    });
    expect(live(records)).toHaveLength(2);
    expect(write).toHaveLength(2);
  });

  it("moves a program, and leaves the others where they are", () => {
    const util = program("util.py", "u");
    const base = store([server, client, util]);
    const { records, write } = mergePrograms({
      base: byId(base),
      local: [server, util, client],
      stored: base,
      nowMs: 2,
    });
    expect(live(records).map((text) => text.split(":")[0])).toEqual(["server.py", "util.py", "client.py"]);
    expect(write.length).toBeLessThanOrEqual(2);
  });

  it("loses no text and comes to rest, whatever two tabs do at once", () => {
    let seed = 12;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed % below;
    };
    let count = 0;
    const texts = new Set<string>();
    let stored: readonly KeptProgram[] = store([server, client]);
    const tabs = [0, 1].map(() => ({ base: byId(stored), local: stored.map(programOf) }));
    const look = (tab: { base: Map<string, KeptProgram>; local: Program[] }) => {
      const { records } = mergePrograms({ ...tab, stored, nowMs: 2 });
      stored = records;
      tab.base = byId(records);
      tab.local = records.filter(({ removedMs }) => removedMs === null).map(programOf);
    };
    for (let round = 0; round < 300; round += 1) {
      const tab = tabs[random(2)];
      if (tab === undefined) continue;
      const at = random(tab.local.length + 1);
      const target = tab.local[at];
      count += 1;
      const source = `text ${count}`;
      if (target === undefined && tab.local.length < 12)
        tab.local.push({ ...program("new.py", source), id: source });
      // Only texts that have been written once can have been lost.
      else if (target !== undefined) {
        texts.delete(target.source);
        tab.local[at] = { ...target, source };
        texts.add(source);
      }
      if (random(3) === 0) look(tab);
    }
    for (const tab of [...tabs, ...tabs, ...tabs]) look(tab);
    const kept = new Set(stored.map(({ source }) => source));
    expect([...texts].filter((text) => !kept.has(text))).toEqual([]);
    const names = live(stored).map((text) => text.split(":")[0]);
    expect(new Set(names).size).toBe(names.length);
    const before = stored;
    for (const tab of tabs) look(tab);
    expect(stored).toEqual(before);
  });
});
