import type { LabEvent } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { entryText } from "../../record/entry-text.js";
import { NOW } from "../../record/moment.js";
import { recordOf } from "../../record/test-record.js";
import { Columns } from "./columns.js";
import { everything, matches } from "./entry-filter.js";
import { rowLabel } from "./row-label.js";
import { RowList } from "./rows.js";
import { plainText } from "./run.js";
import { diagramWords } from "./translate-words.js";

const source = { file: "client.py", line: 4, thread: "worker" };
const events: LabEvent[] = [
  { event: "processStarted", seq: 1, at: 1, pid: 1, name: "client.py" },
  {
    ...{
      event: "lookup",
      seq: 2,
      at: 2,
      pid: 1,
      function: "getaddrinfo",
      name: "example.com",
      service: "80",
    },
    ...{ error: { name: "EAI_NONAME", number: -2, message: "Name or service not known" }, source },
  },
  {
    ...{ event: "lookup", seq: 3, at: 3, pid: 1, function: "gethostbyname", name: "localhost" },
    answers: ["127.0.0.1"],
  },
];
const record = recordOf(events);
const words = diagramWords({
  language: "en",
  t: (key, values = {}) => [key, ...Object.values(values)].join(" "),
});

function labels(): string[] {
  const rows = new RowList();
  for (const entry of record.entries) rows.append(entry);
  const columns = new Columns(record, record.lanes);
  const options = { words, columns, hasRelativeNumbers: true, record, asOf: NOW, isLive: false };
  return rows.rows.map((row) => plainText(rowLabel(row, options).runs));
}

it("is a row that says what was asked, what came of it and in which line", () => {
  expect(labels().slice(1)).toEqual([
    "getaddrinfo('example.com', 80) EAI_NONAME · shared.line 4",
    "gethostbyname('localhost') = 127.0.0.1",
  ]);
});

it("is found by its name, and shown with the calls", () => {
  const [, lookup] = record.entries;
  if (lookup === undefined) throw new Error("no entry");
  expect(entryText(lookup)).toContain("example.com");
  expect(matches(lookup, { ...everything, kinds: new Set(["calls"]) })).toBe(true);
  expect(matches(lookup, { ...everything, kinds: new Set(["packets", "states", "output"]) })).toBe(false);
});

it("stands in the lifeline of its thread where the lane is split by threads", () => {
  const columns = new Columns(record, record.lanes, new Map([[0, "thread"]]));
  const [, inThread, inMain] = record.entries;
  if (inThread?.kind !== "lookup" || inMain?.kind !== "lookup") throw new Error("no look-ups");
  expect([columns.ofEntry(inThread), columns.ofEntry(inMain)]).toEqual([1, 0]);
});
