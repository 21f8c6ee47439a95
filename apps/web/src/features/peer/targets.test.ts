import { expect, test } from "vitest";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { LabRecord } from "../../record/lab-record.js";
import { RecordView } from "../../record/record-view.js";
import { likelyTarget, targetOf, targetOfProcess } from "./targets.js";

/** The sockets of the sample programs when the server listens. */
function listeningSockets() {
  const record = new LabRecord();
  for (const event of loadFixture("sample-programs")) {
    record.append([event]);
    const sockets = [...new RecordView(record).sockets.values()];
    if (sockets.some(({ state }) => state === "LISTEN")) return sockets;
  }
  throw new Error("Nobody listens in the recording.");
}

test("a listening socket can be reached, and is where an other end goes", () => {
  const sockets = listeningSockets();
  const listener = sockets.find(({ state }) => state === "LISTEN");
  if (listener?.local == null || !("port" in listener.local)) throw new Error("It has no port.");
  const target = { transport: "tcp", host: "127.0.0.1", port: listener.local.port };
  expect(targetOf(listener)).toEqual(target);
  expect(targetOf({ ...listener, local: { host: "0.0.0.0", port: 80 } })).toMatchObject({
    host: "127.0.0.1",
  });
  expect(targetOf({ ...listener, family: "AF_INET6", local: { host: "::", port: 80 } })).toMatchObject({
    host: "::1",
  });
  expect(targetOf({ ...listener, family: "AF_UNIX", local: { path: "/tmp/x" } })).toBeUndefined();
  expect(targetOf({ ...listener, state: "ESTABLISHED" })).toBeUndefined();
  const datagrams = { ...listener, type: "SOCK_DGRAM", state: "UNCONNECTED" } as const;
  expect(targetOf(datagrams)).toMatchObject({ transport: "udp" });
  expect(
    targetOf({ ...datagrams, state: "CONNECTED", peer: { host: "127.0.0.1", port: 9 } }),
  ).toBeUndefined();
  expect(likelyTarget(sockets)).toEqual(target);
  expect(targetOfProcess(sockets, listener.pid)).toEqual(target);
  expect(targetOfProcess(sockets, 99)).toBeUndefined();
  expect(likelyTarget([])).toMatchObject({ port: 8088 });
});
