import { type CommandName, commandNames, commands, type KernelSocket } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { formatResult } from "./format-result.js";

const address = { host: "127.0.0.1", port: 36388 };

function result(command: CommandName, value: Record<string, unknown>, made?: KernelSocket) {
  const { text, meaning } = formatResult({ command, params: {} }, value, made);
  return meaning === null ? text : [text, meaning];
}

it("is None for nothing, the value for one, a tuple for several", () => {
  expect(result("close", {})).toBe("None");
  expect(result("send", { bytes: 5, lostBytes: 9 })).toBe("5");
  const data = { bytes: 5, text: "hello" };
  expect(result("recvfrom", { data, address })).toBe("(b'hello', ('127.0.0.1', 36388))");
  expect(result("recvfrom", { data, address: null })).toBe("(b'hello', None)");
});

it("has what bytes beyond ASCII say beside them", () => {
  const data = { bytes: 6, text: "你好" };
  expect(result("recv", { data })).toEqual(["b'\\xe4\\xbd\\xa0\\xe5\\xa5\\xbd'", "“你好”"]);
});

it("has the names of numbers beside them", () => {
  expect(result("connect_ex", { errno: 111, name: "ECONNREFUSED" })).toEqual(["111", "ECONNREFUSED"]);
  expect(result("connect_ex", { errno: 0 })).toBe("0");
  const ready = [{ fd: 3, events: ["POLLIN", "POLLOUT"] }, { fd: 5, events: ["POLLIN"] }, { more: 62 }];
  expect(result("poll", { ready })).toEqual(["[(3, 5), (5, 1), … (+62)]", "3: POLLIN | POLLOUT, 5: POLLIN"]);
  expect(result("epoll_wait", { events: [{ fd: 3, events: ["EPOLLIN"] }] })).toEqual(["[(3, 1)]", "EPOLLIN"]);
  expect(result("poll", { ready: [] })).toBe("[]");
  const message = { data: { bytes: 1, text: "x" }, ancillary: [], flags: ["MSG_TRUNC"], address: null };
  expect(result("recvmsg", message)).toEqual(["(b'x', [], 32, None)", "MSG_TRUNC"]);
});

it("writes addresses of every family as they are given back", () => {
  expect(result("getsockname", { address: { host: "::1", port: 80 } })).toBe("('::1', 80, 0, 0)");
  expect(result("getsockname", { address: { path: "/tmp/s" } })).toBe("'/tmp/s'");
  expect(result("getsockname", { address: { abstract: "name" } })).toBe("b'\\x00name'");
});

it("cuts socket objects where nothing more is known of them", () => {
  expect(result("socket", { fd: 3 })).toBe("<socket fd=3>");
  expect(result("accept", { fd: 4, address })).toBe("(<socket fd=4>, ('127.0.0.1', 36388))");
  expect(result("socketpair", { fds: [3, 4] })).toBe("(<socket fd=3>, <socket fd=4>)");
  expect(result("epoll_create1", { fd: 5 })).toEqual(["<select.epoll object>", "fd 5"]);
});

it("writes the result of every command's example", () => {
  for (const command of commandNames)
    expect(formatResult({ command, params: {} }, commands[command].example.result).text).not.toContain(
      "[object",
    );
});
