import { type CommandName, commandNames, commands, formatEndpoint } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { formatCall } from "./format-call.js";
import { formatDuration, formatElapsed } from "./format-duration.js";
import { formatValue } from "./format-value.js";

function call(command: CommandName, params: Record<string, unknown>): string {
  const { name, args } = formatCall(command, params);
  return `${name}(${args})`;
}

describe("formatCall", () => {
  it("writes a call as Python does", () => {
    const address = { host: "127.0.0.1", port: 8088 };
    expect(call("connect", { fd: 3, address })).toBe("connect(('127.0.0.1', 8088))");
    expect(call("settimeout", { fd: 3, timeout: null })).toBe("settimeout(None)");
    expect(call("recv", { fd: 3, bufsize: 1024, flags: ["MSG_PEEK", "MSG_DONTWAIT"] })).toBe(
      "recv(1024, MSG_PEEK | MSG_DONTWAIT)",
    );
    expect(call("shutdown", { fd: 3, how: "SHUT_WR" })).toBe("shutdown(SHUT_WR)");
  });

  it("writes options, poll and epoll readably", () => {
    const option = { fd: 3, level: "SOL_SOCKET", option: "SO_REUSEADDR" };
    expect(call("setsockopt", { ...option, value: 1 })).toBe("setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)");
    expect(call("getsockopt", option)).toBe("getsockopt(SOL_SOCKET, SO_REUSEADDR)");
    const fds = [
      { fd: 3, events: ["POLLIN", "POLLOUT"] },
      { fd: 5, events: ["POLLIN"] },
    ];
    expect(call("poll", { fds, timeout: null })).toBe("poll([(3, POLLIN | POLLOUT), (5, POLLIN)])");
    expect(call("poll", { fds: [...fds, { more: 62 }], timeout: null })).toBe(
      "poll([(3, POLLIN | POLLOUT), (5, POLLIN), … (+62)])",
    );
    expect(call("poll", { fds: [], timeout: 1.5 })).toBe("poll([], 1.5)");
    expect(
      call("epoll_ctl", { fd: 4, operation: "EPOLL_CTL_ADD", target: 3, events: ["EPOLLIN", "EPOLLET"] }),
    ).toBe("epoll_ctl(EPOLL_CTL_ADD, 3, EPOLLIN | EPOLLET)");
    expect(call("epoll_wait", { fd: 4, maxevents: 16, timeout: null })).toBe("epoll_wait(16)");
  });

  it("writes ancillary data as Python's tuples", () => {
    const message = { fd: 3, data: { bytes: 1, text: "x" } };
    const rights = { level: "SOL_SOCKET", type: "SCM_RIGHTS", fds: [5, { token: "file1" }] };
    expect(call("sendmsg", { ...message, ancillary: [rights], flags: [] })).toBe(
      "sendmsg(b'x', [(SOL_SOCKET, SCM_RIGHTS, [5, 'file1'])])",
    );
    const hopLimit = { level: "IPPROTO_IPV6", type: "IPV6_HOPLIMIT", value: 64 };
    expect(formatValue([hopLimit])).toBe("[(IPPROTO_IPV6, IPV6_HOPLIMIT, 64)]");
    const info = { level: "IPPROTO_IP", type: "IP_PKTINFO", value: { bytes: 1, base64: "AQ==" } };
    expect(formatValue([info])).toBe("[(IPPROTO_IP, IP_PKTINFO, b'\\x01')]");
  });

  it("leaves out defaults at the end, and only there", () => {
    expect(call("socket", { family: "AF_INET", type: "SOCK_STREAM", proto: 0 })).toBe("socket()");
    expect(call("socket", { family: "AF_INET", type: "SOCK_DGRAM", proto: 0 })).toBe(
      "socket(AF_INET, SOCK_DGRAM)",
    );
    expect(call("recv", { fd: 3, bufsize: 1024, flags: [] })).toBe("recv(1024)");
  });

  it("names the descriptor apart", () => {
    expect(formatCall("close", { fd: 7 })).toEqual({ fd: 7, name: "close", args: "", meaning: null });
  });

  it("writes the example of every command of the protocol", () => {
    for (const name of commandNames) {
      const params = commands[name].example.params as Record<string, unknown>;
      expect(call(name, params)).toMatch(new RegExp(`^${name}\\(.*\\)$`));
      expect(call(name, params)).not.toContain("[object");
    }
  });
});

describe("formatValue", () => {
  it("writes data as bytes, with what other scripts say beside it", () => {
    expect(formatValue({ bytes: 5, text: "hel'\n" })).toBe(`b"hel'\\n"`);
    expect(formatValue({ bytes: 6, text: "你好" })).toBe("b'\\xe4\\xbd\\xa0\\xe5\\xa5\\xbd'");
    expect(formatCall("sendall", { fd: 3, data: { bytes: 6, text: "你好" } }).meaning).toBe("“你好”");
    expect(formatValue({ bytes: 2, base64: "/wA=" })).toBe("b'\\xff\\x00'");
    expect(formatValue({ bytes: 0, text: "" })).toBe("b''");
  });

  it("shows that the trace kept only the beginning", () => {
    expect(formatValue({ bytes: 5000, text: "abc" })).toBe("b'abc…'");
    expect(formatValue({ bytes: 5000, base64: "/w==" })).toBe("b'\\xff…'");
    expect(formatValue({ bytes: 300, text: "x".repeat(300) })).toBe(`b'${"x".repeat(256)}…'`);
  });

  it("writes addresses of every family", () => {
    expect(formatValue({ path: "/tmp/s" })).toBe("'/tmp/s'");
    expect(formatValue({ abstract: "name" })).toBe("'\\x00name'");
    expect(formatValue({ host: "::1", port: 80, flowinfo: 0, scopeId: 0 })).toBe("('::1', 80, 0, 0)");
  });
});

it("writes addresses as tools do", () => {
  expect(formatEndpoint({ host: "::1", port: 80 })).toBe("[::1]:80");
  expect(formatEndpoint({ path: "" })).toBeNull();
  expect(formatEndpoint({ abstract: "x" })).toBe("@x");
  expect(formatEndpoint(null)).toBeNull();
});

it("writes durations at a glance", () => {
  expect(formatDuration(41.4)).toBe("41 µs");
  expect(formatDuration(3_210)).toBe("3.2 ms");
  expect(formatDuration(41_000)).toBe("41 ms");
  expect(formatDuration(1_290_000)).toBe("1.2 s");
  expect(formatDuration(125_000_000)).toBe("2 min 5 s");
});

it("counts time that goes on in whole seconds", () => {
  expect([-5, 0, 999_999, 1_000_000, 59_999_999, 125_000_000].map(formatElapsed)).toEqual([
    "0 s",
    "0 s",
    "0 s",
    "1 s",
    "59 s",
    "2 min 5 s",
  ]);
});
