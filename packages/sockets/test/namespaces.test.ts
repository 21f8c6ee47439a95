import { readlinkSync } from "node:fs";
import { NetworkNamespace, probeNetworkNamespace, Socket, SocketDiagnostics } from "@sockpit/sockets";
import { expect } from "vitest";
import { bytes, describeInNamespace, errnoOf, Network, outputWithout, test, text } from "./support.js";

const ownNamespace = () => readlinkSync("/proc/thread-self/ns/net");
const address = { host: "127.0.0.1", port: 8088 };

describeInNamespace("Network namespaces", () => {
  test("let two servers bind one port, and keep their traffic apart", async ({ network: one }) => {
    const two = new Network();
    try {
      const listeners = [one, two].map((network) => network.listen(address));
      const clients = [one, two].map((network) => network.open());
      for (const client of clients) await client.connect(address);
      const servers = await Promise.all([one, two].map((network, i) => network.accept(at(listeners, i))));
      await at(clients, 0).sendall(bytes("one"));
      await at(clients, 1).sendall(bytes("two"));
      expect(text(await at(servers, 0).recv(9))).toBe("one");
      expect(text(await at(servers, 1).recv(9))).toBe("two");
      expect(one.list()).toHaveLength(3);
      expect(two.list()).toHaveLength(3);
    } finally {
      two.close();
    }
  });

  test("are left again after run, also when it throws or asks for a promise", ({ network }) => {
    const home = ownNamespace();
    const inside = network.namespace.run(ownNamespace);
    expect(inside).not.toBe(home);
    expect(ownNamespace()).toBe(home);
    expect(() => network.namespace.run(() => JSON.parse("{"))).toThrow(SyntaxError);
    expect(ownNamespace()).toBe(home);
    expect(() => network.namespace.run(() => Promise.resolve(1))).toThrow(TypeError);
    expect(ownNamespace()).toBe(home);
  });

  test("nest", ({ network }) => {
    const other = NetworkNamespace.create();
    const [inner, outer] = network.namespace.run(() => [other.run(ownNamespace), ownNamespace()]);
    expect(outer).toBe(network.namespace.run(ownNamespace));
    expect(inner).toBe(other.run(ownNamespace));
    other.close();
  });

  test("once closed are EBADF, while their sockets live on", async () => {
    const namespace = NetworkNamespace.create();
    const listener = Socket.open({ namespace });
    listener.bind(address);
    listener.listen(1);
    namespace.close();
    namespace.close();
    expect(namespace.closed).toBe(true);
    expect(await errnoOf(() => namespace.run(() => 0))).toBe("EBADF");
    expect(await errnoOf(() => Socket.open({ namespace }))).toBe("EBADF");
    expect(await errnoOf(() => SocketDiagnostics.open({ namespace }))).toBe("EBADF");
    expect(listener.getsockname()).toEqual(address);
    listener.close();
  });

  test("are probed step by step", () => {
    expect(probeNetworkNamespace()).toEqual({ networkNamespace: true, loopbackUp: true, capture: true });
  });

  test("are refused by name where a capability is missing", ({ skip }) => {
    const program = `
      import { probeNetworkNamespace } from "@sockpit/sockets";
      console.log(JSON.stringify(probeNetworkNamespace()));`;
    const outputs = ["sys_admin", "net_admin", "net_raw"].map((name) => outputWithout(name, program));
    skip(outputs.includes(undefined), "setpriv cannot drop capabilities here");
    const refused = "EPERM";
    expect(outputs.map((output) => JSON.parse(output ?? ""))).toEqual([
      {
        networkNamespace: false,
        loopbackUp: false,
        capture: false,
        reason: `network namespace: unshare: ${refused}`,
      },
      { networkNamespace: true, loopbackUp: false, capture: false, reason: `lo up: ioctl: ${refused}` },
      {
        networkNamespace: true,
        loopbackUp: true,
        capture: false,
        reason: `packet capture: socket: ${refused}`,
      },
    ]);
  });
});

function at<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`nothing at ${index}`);
  return value;
}
