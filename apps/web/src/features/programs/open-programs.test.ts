import { expect, test } from "vitest";
import { openPrograms } from "./open-programs.js";
import { ProgramsModel } from "./programs-model.js";

function file(name: string, bytes: readonly number[]) {
  return { name, arrayBuffer: async () => Uint8Array.from(bytes).buffer };
}

const line = (text: string) => [...new TextEncoder().encode(text)];

test("a file is read in the encoding that its coding line declares", async () => {
  const programs = new ProgramsModel({ samples: {}, language: "en" });
  const big5 = [...line("# -*- coding: big5 -*-\r\nprint('"), 0xa5, 0x5c, ...line("')\r\n")];
  expect(await openPrograms(programs, [file("big5.py", big5)])).toEqual([]);
  expect(programs.store.getState().programs).toMatchObject([
    { name: "big5.py", source: "# -*- coding: big5 -*-\nprint('功')\n" },
  ]);
});

test("a file that is neither UTF-8 nor says what it is is given back with its readings, and no program is added", async () => {
  const programs = new ProgramsModel({ samples: {}, language: "en" });
  const unread = await openPrograms(programs, [
    file("old.py", [...line("print('"), 0xa5, 0x5c, 0xaf, 0xe0, ...line("')\n")]),
    file("cache.pyc", [0, 0xff, 0]),
    file("plain.py", line("print(1)\n")),
  ]);
  expect(unread.map(({ name }) => name)).toEqual(["old.py", "cache.pyc"]);
  expect(unread[0]?.readings[0]).toEqual({ encoding: "big5", text: "print('功能')\n" });
  expect(unread[1]?.readings).toEqual([]);
  expect(programs.store.getState().programs.map(({ name }) => name)).toEqual(["plain.py"]);
});
