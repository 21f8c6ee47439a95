import { beforeAll, expect, test } from "vitest";
import { limitStack, run } from "./python.js";

beforeAll(() => limitStack());

/** Each calls itself by way of a function of C, for ever. */
const recursions = {
  "f-string": "class C:\n    def __str__(self): return f'{self}'\nstr(C())",
  "str()": "class C:\n    def __str__(self): return 'C ' + str(self)\nprint(C())",
  "property setter":
    "class C:\n    @property\n    def n(self): return 1\n    @n.setter\n    def n(self, v): self.n = v\nC().n = 1",
  __getattr__: "class C:\n    def __getattr__(self, name): return getattr(self, name + 'x')\nC().a",
  __setattr__: "class C:\n    def __setattr__(self, name, value): setattr(self, name, value)\nC().a = 1",
  __eq__: "class C:\n    def __eq__(self, other): return self == other\nC() == C()",
  __add__: "class C:\n    def __add__(self, other): return self + other\nC() + C()",
  __hash__: "class C:\n    def __hash__(self): return hash((self,))\nhash(C())",
  __iter__: "class C:\n    def __iter__(self): return iter(C())\niter(C())",
  __call__: "class C:\n    def __call__(self): return self()\nC()()",
  __repr__: "class C:\n    def __repr__(self): return repr([self])\nrepr(C())",
  map: "def f(n): return list(map(f, [n + 1]))\nf(0)",
  sorted: "def f(n): return sorted([n + 1], key=f)\nf(0)",
  lru_cache: "import functools\n@functools.lru_cache(None)\ndef f(n): return f(n + 1)\nf(0)",
  descriptor: "class D:\n    def __get__(self, o, t): return o.d\nclass C: d = D()\nC().d",
  logging:
    "import logging\nclass H(logging.Handler):\n    def emit(self, r): logging.error('x')\nlogging.getLogger().addHandler(H())\ntry: logging.error('x')\nfinally: logging.getLogger().handlers.clear()",
  plain: "def f(n): return f(n + 1)\nf(0)",
} as const;

test.each(Object.entries(recursions))(
  "endless recursion by %s is a RecursionError, and Python goes on",
  (_what, source) => {
    const script = `
try:
    exec(${JSON.stringify(source)}, {})
except RecursionError as error:
    result = [type(error) is RecursionError, str(error)]`;
    expect(run(script)).toEqual([true, expect.stringMatching(/^maximum recursion depth exceeded/)]);
    expect(run("result = str(1)")).toBe("1");
  },
);

test("plain functions recurse as deep as sys.setrecursionlimit says, as with python3", () => {
  const script = `
import sys
def depth(n): return n if n == wanted else depth(n + 1)
wanted = 900
result = [sys.getrecursionlimit(), depth(0)]
sys.setrecursionlimit(20000)
wanted = 15000
result.append(depth(0))
sys.setrecursionlimit(1000)`;
  expect(run(script)).toEqual([1000, 900, 15_000]);
});
