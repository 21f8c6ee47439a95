import { afterAll, beforeAll, expect, test } from "vitest";
import { limitStack, run } from "./python.js";

const deepObjects = `
deep_list = other_list = []
deep_tuple = int
deep_dict = other_dict = {}
deep_group = ValueError()
for level in range(100_000):
    deep_list, other_list = [deep_list], [other_list]
    deep_tuple = (deep_tuple,)
    deep_dict, other_dict = {1: deep_dict}, {1: other_dict}
for level in range(20_000):
    deep_group = ExceptionGroup("group", [deep_group])
del level
import builtins
builtins.__dict__.update({name: value for name, value in globals().items() if name.startswith(("deep_", "other_"))})
result = True`;

beforeAll(() => {
  limitStack();
  run(deepObjects);
});

afterAll(() => {
  run(`
import builtins
for name in [name for name in vars(builtins) if name.startswith(("deep_", "other_"))]:
    del builtins.__dict__[name]
result = True`);
});

/** Each calls itself by way of a function of C, for ever or 100,000 levels deep. */
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
  "json.loads": "import json\njson.loads('[' * 100_000)",
  "json.loads of objects": `import json\njson.loads('{"a":' * 100_000)`,
  "json.dumps": "import json\njson.dumps(deep_list)",
  repr: "repr(deep_list)",
  "repr of a tuple": "repr(deep_tuple)",
  "repr of a dict": "repr(deep_dict)",
  "== of lists": "deep_list == other_list",
  "== of dicts": "deep_dict == other_dict",
  "pickle.dumps": "import pickle\npickle.dumps(deep_list)",
  "copy.deepcopy": "import copy\ncopy.deepcopy(deep_list)",
  isinstance: "isinstance('', deep_tuple)",
  compile: "compile('1' + '+1' * 100_000, 'x', 'eval')",
  "re.compile": "import re\nre.compile('(' * 5000 + ')' * 5000)",
  "ExceptionGroup.split": "deep_group.split(KeyError)",
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

test("source that is too deep for the parser is a MemoryError, as with python3, and 40 parentheses are not", () => {
  const script = `
result = [eval("(" * 40 + "1" + ")" * 40)]
for source in ("1 if 1 else " * 50_000 + "1", "not " * 50_000 + "1", "-" * 50_000 + "1"):
    try:
        compile(source, "x", "eval")
    except MemoryError as error:
        result.append(str(error))`;
  const tooDeep = "Parser stack overflowed - Python source too complex to parse";
  expect(run(script)).toEqual([1, tooDeep, tooDeep, tooDeep]);
});

test("objects that are linked 200,000 levels deep are freed", () => {
  const script = `
class Node:
    def __init__(self, next): self.next = next
class Slotted:
    __slots__ = "next",
    def __init__(self, next): self.next = next
def generator(inner): yield from inner
def closure(inner): return lambda: inner
result = []
for link in (Node, Slotted, generator, closure, lambda n: [n], lambda n: (n,), lambda n: {1: n}, lambda n: map(int, n or ())):
    chain = None
    for level in range(200_000):
        chain = link(chain)
    del chain
    result.append(True)`;
  expect(run(script)).toEqual(Array.from({ length: 8 }, () => true));
});
