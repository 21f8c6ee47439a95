import { socketConstants } from "@sockpit/sockets";
import { expect } from "vitest";
import {
  bytes,
  describeInNamespace,
  errnoOf,
  freePort,
  loopback,
  loopback6,
  type Network,
  test,
  text,
  waiting,
} from "./support.js";

const udp = { type: "SOCK_DGRAM" } as const;

function bound(network: Network) {
  const socket = network.open(udp);
  socket.bind(loopback);
  return { socket, address: socket.getsockname() };
}

describeInNamespace("UDP", () => {
  test("carries datagrams, each whole, with the sender's address", async ({ network }) => {
    const a = bound(network);
    const b = bound(network);
    const { call } = await waiting((onWait) => b.socket.recvfrom(100, { onWait }));
    expect(await a.socket.sendto(bytes("one"), b.address)).toBe(3);
    expect(await call).toEqual({ data: bytes("one"), address: a.address });
    await a.socket.sendto(bytes("two"), b.address);
    await a.socket.sendto(new Uint8Array(), b.address);
    expect(text(await b.socket.recv(100))).toBe("two");
    expect(await b.socket.recvfrom(100)).toEqual({ data: new Uint8Array(), address: a.address });
  });

  test("over IPv6 the sender's address has flowinfo and scopeId", async ({ network }) => {
    const a = network.open({ family: "AF_INET6", ...udp });
    const b = network.open({ family: "AF_INET6", ...udp });
    a.bind(loopback6);
    b.bind(loopback6);
    await a.sendto(bytes("six"), b.getsockname());
    expect(await b.recvfrom(10)).toEqual({ data: bytes("six"), address: a.getsockname() });
    expect(a.getsockname()).toMatchObject({ flowinfo: 0, scopeId: 0 });
  });

  test("recv cuts a datagram off at bufsize, with MSG_TRUNC too, and the rest is lost", async ({
    network,
  }) => {
    const a = bound(network);
    const b = bound(network);
    await a.socket.sendto(bytes("abcdef"), b.address);
    await a.socket.sendto(bytes("ghijkl"), b.address);
    await a.socket.sendto(bytes("next"), b.address);
    expect(text(await b.socket.recv(3))).toBe("abc");
    expect(text(await b.socket.recv(3, { flags: ["MSG_TRUNC"] }))).toBe("ghi");
    expect(text(await b.socket.recv(10))).toBe("next");
  });

  test("connect sets the peer at once; a port that nobody has is ECONNREFUSED later", async ({ network }) => {
    const a = bound(network);
    const nobody = { host: "127.0.0.1", port: freePort(network) };
    await a.socket.connect(nobody);
    expect(a.socket.getpeername()).toEqual(nobody);
    await a.socket.send(bytes("x"));
    expect(await errnoOf(() => a.socket.recv(1))).toBe("ECONNREFUSED");
  });

  test("too long is EMSGSIZE, no peer EDESTADDRREQ, no route ENETUNREACH, broadcast EACCES", async ({
    network,
  }) => {
    const a = bound(network);
    const unbound = network.open(udp);
    expect(await errnoOf(() => unbound.sendto(new Uint8Array(70_000), a.address))).toBe("EMSGSIZE");
    expect(await errnoOf(() => unbound.send(bytes("x")))).toBe("EDESTADDRREQ");
    expect(await errnoOf(() => unbound.sendall(bytes("x")))).toBe("EDESTADDRREQ");
    expect(await errnoOf(() => unbound.sendto(bytes("x"), { host: "192.0.2.1", port: 9 }))).toBe(
      "ENETUNREACH",
    );
    expect(await errnoOf(() => unbound.sendto(bytes("x"), { host: "127.255.255.255", port: 9 }))).toBe(
      "EACCES",
    );
    expect(await errnoOf(() => unbound.listen(1))).toBe("EOPNOTSUPP");
    expect(await errnoOf(() => unbound.accept())).toBe("EOPNOTSUPP");
  });

  test("a taken port is EADDRINUSE", async ({ network }) => {
    const { address } = bound(network);
    expect(await errnoOf(() => network.open(udp).bind(address))).toBe("EADDRINUSE");
  });

  test("shutting reading down ends a wait with nothing, as a blocking call ends", async ({ network }) => {
    const a = bound(network);
    await a.socket.connect(a.address);
    const { call } = await waiting((onWait) => a.socket.recv(10, { onWait }));
    a.socket.shutdown("SHUT_RD");
    expect(await call).toEqual(new Uint8Array());
    expect(await errnoOf(() => a.socket.recv(1, { flags: ["MSG_DONTWAIT"] }))).toBe("EAGAIN");
  });

  test("SO_TYPE says datagram", ({ network }) => {
    const { SOL_SOCKET, SO_TYPE } = socketConstants;
    expect(bound(network).socket.getsockopt(SOL_SOCKET, SO_TYPE)).toBe(2);
  });
});
