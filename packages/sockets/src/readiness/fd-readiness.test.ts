import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { families, shutdownHows, socketTypes } from "../constants.js";
import { EPOLLIN } from "../system/epoll-calls.js";
import { BLOCKED, checked, unlessBlocked } from "../system/libc.js";
import { SOCK_NONBLOCK } from "../system/linux-constants.js";
import { close, recv, send, shutdown, socket, socketpair } from "../system/socket-calls.js";
import { FdReadiness } from "./fd-readiness.js";
import { stopReadiness } from "./readiness.js";
import type { Waiter } from "./waiting-lines.js";

const { AF_UNIX, AF_INET } = families;
const { SOCK_DGRAM } = socketTypes;
const { SHUT_RDWR } = shutdownHows;
const WAITING = 1024;
const SENT = 100;

afterAll(() => stopReadiness());

/** Calls that wait on an fd; how often they try is counted. */
function callsOn(fd: number) {
  const readiness = new FdReadiness(fd);
  const counts = { tries: 0, received: 0 };
  const addReceiver = () => {
    const waiter: Waiter = {
      syscall: "recv",
      interest: EPOLLIN,
      line: "recv",
      isUnreported: false,
      outlivesClose: false,
      retry: () => {
        counts.tries += 1;
        const count = unlessBlocked("recv", () => recv(fd, new Uint8Array(1), 1, 0));
        if (count === BLOCKED) return "nothing";
        counts.received += 1;
        readiness.remove(waiter);
        return "settled";
      },
      fail: () => undefined,
      closed: () => undefined,
    };
    readiness.add(waiter);
  };
  onTestFinished(() => {
    readiness.close();
    close(fd);
  });
  return { counts, addReceiver };
}

/** Two connected sockets, and calls that wait on the first. */
function pair() {
  const fds = new Int32Array(2);
  const type = SOCK_DGRAM | SOCK_NONBLOCK;
  checked("socketpair", () => socketpair(AF_UNIX, type, 0, new Uint8Array(fds.buffer)));
  const [near = -1, far = -1] = fds;
  onTestFinished(() => void close(far));
  const calls = callsOn(near);
  const { counts } = calls;
  const transmit = async () => {
    const before = counts.received;
    checked("send", () => send(far, Uint8Array.of(1), 1, 0));
    await vi.waitFor(() => expect(counts.received).toBe(before + 1), { interval: 1, timeout: 10_000 });
  };
  return { ...calls, transmit };
}

test("Of 1,024 calls that wait on one fd, two at most try when something comes: one gets it, the next finds nothing", async () => {
  const { counts, addReceiver, transmit } = pair();
  for (let added = 0; added < WAITING; added += 1) addReceiver();
  for (let sent = 0; sent < SENT; sent += 1) await transmit();
  expect(counts.tries).toBeLessThanOrEqual(2 * SENT);
});

test("A socket that polls as readable because it was shut down is tried once or twice, and not until something changes", async () => {
  const fd = checked("socket", () => socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0));
  // Fails with ENOTCONN, and shuts down all the same.
  shutdown(fd, SHUT_RDWR);
  const { counts, addReceiver } = callsOn(fd);
  addReceiver();
  const other = pair();
  for (let sent = 0; sent < SENT; sent += 1) {
    other.addReceiver();
    await other.transmit();
  }
  expect(counts.received).toBe(0);
  expect(counts.tries).toBeGreaterThan(0);
  expect(counts.tries).toBeLessThanOrEqual(2);
});
