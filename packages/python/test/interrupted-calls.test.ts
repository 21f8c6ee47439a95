import { expect, test } from "vitest";
import { run } from "./python.js";

/** A page's side of calls: the first is interrupted by a signal whose handler returns, the second succeeds. */
const PRELUDE = `
import json, socket
from types import SimpleNamespace
from _sockpit.bridge import blocking
from _sockpit.files import descriptors
asked = []
class Bridge:
    sent_bytes = 0
    def call(self, command, params, data, line, thread):
        asked.append((command, json.loads(params), None if data is None else data.encode("latin-1")))
        first = len(asked) == 1
        return SimpleNamespace(text=None if first else json.dumps({"ok": True, "result": {}}), data=None, interrupted=first,
                               typed=False, sentBytes=self.sent_bytes if first else 0)
blocking.bridge = Bridge()
blocking.wait = lambda reply: reply
blocking.deliver_signals = lambda: None
descriptors.opened(9, socket.AF_UNIX, socket.SOCK_STREAM, 0)
s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, 9)
`;
const END = "\ns.detach()\nblocking.bridge = None";

test("sendall goes on behind the bytes that went before a signal", () => {
  const script = `${PRELUDE}
Bridge.sent_bytes = 3
s.sendall(b"abcdef")
result = [(command, "timeout" in params, data.decode()) for command, params, data in asked]${END}`;
  expect(run(script)).toEqual([
    ["sendall", false, "abcdef"],
    ["sendall", false, "def"],
  ]);
});

test("a call goes on for what is left of its socket's timeout after a signal", () => {
  const script = `${PRELUDE}
s._timeout = descriptors.timeouts[9] = 5.0
s.sendall(b"abc")
first, second = (params.get("timeout") for _, params, _ in asked)
result = [first, 0 < second < 5]${END}`;
  expect(run(script)).toEqual([null, true]);
});

test("a call whose time is over when the handler returns times out", () => {
  const script = `${PRELUDE}
s._timeout = descriptors.timeouts[9] = 1e-9
try:
    s.sendall(b"abc")
except TimeoutError as error:
    result = [str(error), len(asked)]${END}`;
  expect(run(script)).toEqual(["timed out", 1]);
});

test("a reply that is nothing but text comes as that: a result, an error, or a result with the data behind it", () => {
  const script = `${PRELUDE}
replies = [json.dumps({"id": 1, "ok": True, "result": {"address": {"host": "127.0.0.1", "port": 80}}}),
           json.dumps({"id": 2, "ok": True, "result": {}}) + "\\n\\n\\0\\xff",
           json.dumps({"id": 3, "ok": True, "result": {}}) + "\\n",
           json.dumps({"id": 4, "ok": False,
                       "error": {"kind": "errno", "errno": "EPIPE", "number": 32, "message": "Broken pipe"}})]
Bridge.call = lambda *asked: replies.pop(0)
s._family = socket.AF_INET
result = [s.getsockname(), list(s.recv(4)), list(s.recv(4))]
try:
    s.sendall(b"abc")
except BrokenPipeError as error:
    result.append(error.errno)${END}`;
  expect(run(script)).toEqual([["127.0.0.1", 80], [10, 0, 255], [], 32]);
});

test("a float that JSON has not never leaves Python", () => {
  const script = `${PRELUDE}
try:
    blocking.call("poll", {"timeout": float("inf"), "fd": 9})
    result = None
except ValueError:
    result = len(asked)${END}`;
  expect(run(script)).toBe(0);
});

test("settimeout is not waited for 64 times, then it is", () => {
  const script = `${PRELUDE}
posted = []
Bridge.post = lambda self, command, params, data, line, thread: posted.append(json.loads(params)["timeout"])
Bridge.call = lambda self, command, params, *rest: asked.append(json.loads(params)["timeout"]) or '{"ok":true,"result":{}}'
for timeout in range(67):
    s.settimeout(timeout)
result = [len(posted), asked, posted[-1], s.gettimeout()]${END}`;
  expect(run(script)).toEqual([66, [64], 66, 66]);
});
