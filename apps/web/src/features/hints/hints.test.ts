import {
  type CallError,
  type CommandName,
  codedFailure,
  commands,
  type ErrnoName,
  errnoFailure,
  type LabEvent,
  timeoutFailure,
} from "@sockpit/protocol";
import { expect, it } from "vitest";
import type { RecordView } from "../../record/record-view.js";
import { kernelSocket, numbered, serverWaits } from "../../record/test-events.js";
import { viewOf } from "../../record/test-record.js";
import type { Run } from "../runs/public.js";
import { emptyOutput } from "../runs/public.js";
import { findHint } from "./hints.js";

const address = { host: "127.0.0.1", port: 8088 };
const waiting = numbered(serverWaits);

function failedRun(pid: number, status = 1): Run {
  return {
    state: { kind: "ended", end: { status, reason: "exited" } },
    pid,
    hasStarted: true,
    question: null,
    hasCaughtStop: false,
    output: emptyOutput,
    waits: [],
  };
}

const addressInUse = errnoFailure("bind", "EADDRINUSE").error;
const refused = errnoFailure("connect", "ECONNREFUSED").error;

/** Params of a command, with `address` where it takes one. */
function paramsOf(command: CommandName): object {
  const { params } = commands[command].example;
  const data = "data" in params ? { data: { bytes: 5, text: "hello" } } : {};
  return { ...params, ...data, ...("address" in params ? { address } : {}) };
}

function fails(
  before: readonly LabEvent[],
  command: CommandName,
  error: CallError,
  after: Parameters<typeof numbered>[0] = [],
): RecordView {
  return viewOf([
    ...before,
    ...numbered(
      [
        { event: "processStarted", pid: 2, name: "other.py" },
        { event: "callStarted", call: 9, pid: 2, command, params: paramsOf(command) },
        { event: "callEnded", call: 9, pid: 2, command, durationUs: 1, blockedUs: 0, error },
        { event: "callStarted", call: 10, pid: 2, command: "close", params: { fd: 3 } },
        { event: "callEnded", call: 10, pid: 2, command: "close", durationUs: 1, blockedUs: 0, result: {} },
        ...after,
      ],
      before.length,
    ),
  ]);
}

const errno = (command: CommandName, name: ErrnoName) => ({
  command,
  error: errnoFailure(command, name).error,
});

/** One for each hint but those of EADDRINUSE. The same errors in the page: e2e/tests/hints.spec.ts. */
it.each([
  ["refused", errno("connect", "ECONNREFUSED")],
  ["connectTimedOut", errno("connect", "ETIMEDOUT")],
  ["timedOut", { command: "accept", error: timeoutFailure("accept").error }],
  ["accessDenied", errno("sendto", "EACCES")],
  ["addressNotAvailable", errno("bind", "EADDRNOTAVAIL")],
  ["networkUnreachable", errno("connect", "ENETUNREACH")],
  ["networkUnreachable", errno("connect", "EHOSTUNREACH")],
  ["notConnected", errno("recv", "ENOTCONN")],
  ["connectionLost", errno("send", "EPIPE")],
  ["connectionLost", errno("recv", "ECONNRESET")],
  ["familyNotSupported", errno("socket", "EAFNOSUPPORT")],
  ["addressNotAllowed", { command: "bind", error: codedFailure("address_not_allowed", "It is not.").error }],
] as const)("says %s where %o ended the program", (id, { command, error }) => {
  expect(findHint(failedRun(2), fails([], command, error))).toMatchObject({
    id,
    values: { address: "address" in paramsOf(command) ? "127.0.0.1:8088" : "", holder: "" },
    offersFreshNetwork: false,
  });
});

/** One after another, the last fails with EPIPE. */
it.each([
  ["notConnected", "a new socket", [call("socket", {}, { fd: 3 })]],
  [
    "notConnected",
    "one whose connect was refused",
    [
      call("socket", {}, { fd: 3 }),
      call("connect_ex", { fd: 3, address }, { errno: 111, name: "ECONNREFUSED" }),
    ],
  ],
  [
    "connectionLost",
    "one that has connected",
    [call("socket", {}, { fd: 3 }), call("connect", { fd: 3, address }, {})],
  ],
  ["connectionLost", "one of a pair", [call("socketpair", {}, { fds: [3, 4] })]],
  ["connectionLost", "one that accept gave", [call("accept", { fd: 5 }, { fd: 3, address })]],
  [
    "sendingShut",
    "one that was shut down",
    [call("socketpair", {}, { fds: [3, 4] }), call("shutdown", { fd: 3, how: "SHUT_RDWR" }, {})],
  ],
  [
    "connectionLost",
    "one that was shut down for reading, beside another",
    [
      call("socketpair", {}, { fds: [3, 4] }),
      call("shutdown", { fd: 4, how: "SHUT_WR" }, {}),
      call("shutdown", { fd: 3, how: "SHUT_RD" }, {}),
    ],
  ],
] as const)("says %s where send fails with EPIPE on %s", (id, _what, calls) => {
  const events = calls.flatMap(({ command, params, result }, index) => [
    { event: "callStarted", call: index + 1, pid: 2, command, params },
    { event: "callEnded", call: index + 1, pid: 2, command, durationUs: 1, blockedUs: 0, result },
  ]);
  const { error } = errno("send", "EPIPE");
  expect(findHint(failedRun(2), fails(numbered(events), "send", error))).toMatchObject({ id });
});

function call(command: CommandName, params: object, result: object) {
  return { command, params, result };
}

it("says that the address is in use where nothing tells by whom, and offers a fresh network", () => {
  expect(findHint(failedRun(2), fails([], "bind", addressInUse))).toMatchObject({
    id: "addressInUse",
    offersFreshNetwork: true,
  });
});

it("names the program that holds the address", () => {
  expect(findHint(failedRun(2), fails(waiting, "bind", addressInUse))).toMatchObject({
    id: "addressHeld",
    values: { holder: "server.py (pid 1)" },
    offersFreshNetwork: false,
  });
});

it("explains TIME-WAIT where a closed connection keeps the port, and offers a fresh network", () => {
  const lingering = kernelSocket({ id: "9", state: "TIME-WAIT", local: address });
  const lingers = numbered([{ event: "socketChanged", socket: lingering }]);
  expect(findHint(failedRun(2), fails(lingers, "bind", addressInUse))).toMatchObject({
    id: "addressInTimeWait",
    offersFreshNetwork: true,
  });
});

it("is silent where the program coped with the error", () => {
  expect(findHint(failedRun(2, 0), fails([], "connect", refused))).toBeUndefined();
});

it("is silent where the failure came after the call that failed", () => {
  const further = fails([], "connect", refused, [
    { event: "callStarted", call: 11, pid: 2, command: "socket", params: {} },
  ]);
  expect(findHint(failedRun(2), further)).toBeUndefined();
});
