import { expect, it } from "vitest";
import { findEntries, type Gallery } from "./find-entries.js";

const entry = (name: string, level: "beginner" | "advanced", topics: string[], zhTW: string) => ({
  name,
  title: { en: name.replace("-", " "), "zh-TW": zhTW },
  topics,
  level,
  needsPython: false,
  load: async () => "",
});

const some: Gallery = {
  gallery: [
    entry("port-scan", "advanced", ["tcp"], "掃描連接埠"),
    entry("udp-hello", "beginner", ["udp"], "你好，UDP"),
    entry("tcp-hello", "beginner", ["tcp", "closing"], "你好，TCP"),
  ],
  topics: { tcp: { en: "TCP" }, udp: { en: "UDP" }, closing: { en: "Closing", "zh-TW": "關閉連線" } },
};

const found = (filter: Partial<Parameters<typeof findEntries>[1]>) =>
  findEntries(some, { query: "", topic: "", level: "", ...filter }).map(({ name }) => name);

it("lists all, the easiest first", () => {
  expect(found({})).toEqual(["udp-hello", "tcp-hello", "port-scan"]);
});

it("finds by all words of a query, in titles and topics of either language", () => {
  expect(found({ query: "HELLO tcp" })).toEqual(["tcp-hello"]);
  expect(found({ query: "關閉" })).toEqual(["tcp-hello"]);
  expect(found({ query: "hello scan" })).toEqual([]);
});

it("keeps to a topic and a level", () => {
  expect(found({ topic: "tcp" })).toEqual(["tcp-hello", "port-scan"]);
  expect(found({ topic: "tcp", level: "advanced" })).toEqual(["port-scan"]);
});
