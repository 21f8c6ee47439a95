import { describe, expect, it } from "vitest";
import { importedPaths, withImported } from "./imported-paths.js";

const means = (program: string, code: string, path: string) => importedPaths(program, code).has(path);

describe("paths that imports mean", () => {
  it.each([
    ["main.py", "import game", "game.py"],
    ["main.py", "import json, game as g", "game.py"],
    ["main.py", "import common.protocol", "common/protocol.py"],
    ["main.py", "import common.protocol", "common/__init__.py"],
    ["main.py", "from common.protocol import pack", "common/protocol.py"],
    ["main.py", "from common import (\n    protocol,\n    names as n,\n)", "common/names.py"],
    ["main.py", "    from common import protocol", "common/protocol.py"],
    ["server/main.py", "import rooms", "server/rooms.py"],
    ["server/main.py", "from common import protocol", "common/protocol.py"],
    ["common/protocol.py", "from . import sizes", "common/sizes.py"],
    ["common/protocol.py", "from .sizes import HEADER", "common/sizes.py"],
    ["common/deep/protocol.py", "from ..sizes import HEADER", "common/sizes.py"],
  ])("%s: %j means %s", (program, code, path) => {
    expect(means(program, code, path)).toBe(true);
  });

  it.each([
    ["main.py", "from common.protocol import pack", "protocol.py"],
    ["common/protocol.py", "from .sizes import HEADER", "sizes.py"],
    ["main.py", "x = important(game)", "game.py"],
    ["main.py", "from . import far", "far.py"],
    ["common/protocol.py", "from ... import far", "far.py"],
  ])("%s: %j does not mean %s", (program, code, path) => {
    expect(means(program, code, path)).toBe(false);
  });
});

it("follows imports of imports, also where they go in a circle", () => {
  const program = (name: string, source: string) => ({ id: name, name, source, colour: 0 });
  const programs = [
    program("main.py", "from common import protocol"),
    program("common/protocol.py", "from . import sizes"),
    program("common/sizes.py", "from . import protocol"),
    program("client.py", "import socket"),
  ];
  const [main, , sizes] = programs;
  const names = (of: typeof main) =>
    of === undefined ? [] : withImported(of, programs).map(({ name }) => name);
  expect(names(main)).toEqual(["main.py", "common/protocol.py", "common/sizes.py"]);
  expect(names(sizes)).toEqual(["common/sizes.py", "common/protocol.py"]);
});
