import { describe, expect, it } from "vitest";
import { plainCharacters } from "./plain-characters.js";
import { partsFor, twoPrograms } from "./two-programs.js";

describe("plain characters", () => {
  it.each([
    ["print（“hello”）", 'print("hello")'],
    ["s．bind（（‘127．0．0．1’， 8088））", "s.bind(('127．0．0．1', 8088))"],
    ["if\u00a0x：\n\u3000y", "if x:\n y"],
    ["a = 「字」；b", 'a = "字";b'],
    ["x = “it’s”", 'x = "it’s"'],
    ["\ufeffimport socket", "import socket"],
    ["a – b", "a - b"],
  ])("makes of %s what Python reads: %s", (source, plain) => {
    expect(plainCharacters(source)).toBe(plain);
  });

  it.each([
    'print("您好，伺服器！")',
    "# 註解：這裡不變（）",
    '"""第一行，\n第二行。"""',
    "f'{名稱}：'",
    "數 = 1",
  ])("leave %s as it is", (source) => {
    expect(plainCharacters(source)).toBe(source);
  });
});

describe("two programs in one text", () => {
  const server = 'import socket\ns = socket.socket()\ns.bind(("", 8088))\ns.listen()\nc, a = s.accept()\n';
  const client = '# client.py\nimport sys\nimport socket\ns = socket.socket()\ns.connect(("", 8088))\n';

  it("are found, each with its comments and imports", () => {
    expect(twoPrograms(`${server}\n\n${client}`)).toEqual([
      { name: "server.py", source: server },
      { name: "client.py", source: client },
    ]);
  });

  it("are kept so that the one of the program's name stays in its place", () => {
    const parts = twoPrograms(`${server}\n${client}`) ?? [];
    expect(partsFor("client.py", parts).map(({ name }) => name)).toEqual(["client.py", "server.py"]);
    expect(partsFor("main.py", parts).map(({ name }) => name)).toEqual(["main.py", "client.py"]);
  });

  it.each([
    server,
    client,
    `${server}\nt = socket.socket()\nt.connect(("", 8088))\n`,
    `${server}\n# import socket\n`,
  ])("are not seen in one: %s", (source) => {
    expect(twoPrograms(source)).toBeUndefined();
  });
});
