import { pythonLanguage } from "@codemirror/lang-python";
import { Text } from "@codemirror/state";
import { expect, it } from "vitest";
import { findSyntaxProblems } from "./syntax-errors.js";

function problems(source: string) {
  return findSyntaxProblems(pythonLanguage.parser.parse(source), Text.of(source.split("\n"))).map(
    ({ kind, from, to }) => [kind, source.slice(from, to)],
  );
}

it.each([
  ["x = (1, 2\ny = 3\n", "openBracket", "("],
  ["print(1\n", "openBracket", "("],
  ["if x\n    y = 1\n", "colon", "if x"],
  ["def f()\n    pass\n", "colon", "def f()"],
  ["print（1）\n", "fullWidth", "（"],
  ["x = “a”\n", "fullWidth", "“"],
])("%j: %s at %j", (source, kind, where) => {
  expect(problems(source)[0]).toEqual([kind, where]);
});

it("finds at most one problem a line", () => {
  expect(problems("x = ）（ ）（\n").length).toBe(1);
});

/** The samples and templates of the page. */
const ownPrograms = Object.values(
  import.meta.glob<string>("../../programs/**/*.py", { query: "?raw", import: "default", eager: true }),
);

it.each([
  'match x:\n    case [1, *rest] if rest:\n        pass\n    case {"a": b}:\n        pass\n',
  "async def f():\n    async with a as b, c:\n        await d\n",
  "print(f'{x!r:>{width}} {y=}')\n",
  "def f[T](x: T, /, *, y: int = 1) -> T: return x\n",
  "type X = int | None\n",
  "try:\n    pass\nexcept* OSError as error:\n    raise\n",
  "x = [a for b in c if (d := b)]\nlambda *a, **k: a\n",
  "while True:\n    if n := 1: break\nelse:\n    pass\n",
  "with (open('a') as f, open('b') as g):\n    pass\n",
  "@decorator(x)\nclass A(B, metaclass=C):\n    x: int = 1\n",
  "x = '，（）' # “”\ny = f'：{z}'\n",
  'x = """a\n"b\n"""\nglobal y\ndel x[1:2, ...]\n',
  ...ownPrograms,
])("finds nothing wrong in Python: %#", (source) => {
  expect(problems(source)).toEqual([]);
});
