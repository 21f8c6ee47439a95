import { afterEach, expect, test } from "vitest";
import { run } from "./python.js";

const onWire = {
  host: "client",
  hosts: [
    { name: "client", addresses: ["10.0.0.1", "fd00::1"] },
    { name: "server", addresses: ["10.0.0.2", "fd00::2"] },
  ],
  interfaces: [
    { index: 1, name: "lo" },
    { index: 7, name: "eth0" },
  ],
};

/** What expressions give in a program that runs there. */
function results(place: typeof onWire | null, ...expressions: string[]): unknown {
  return run(`
import json, os, socket
from _sockpit.names import interfaces, lab_hosts
place = json.loads(${JSON.stringify(JSON.stringify(place))})
lab_hosts.attach(place)
interfaces.attach(place)
result = []
for expression in ${JSON.stringify(expressions)}:
    try:
        result.append(eval(expression))
    except OSError as error:
        result.append(f"{type(error).__name__}: {error.args[1]}")
`);
}

afterEach(() => {
  results(null);
});

test("a program on a wire is called as its host, and finds the other hosts by name and by address", () => {
  expect(
    results(
      onWire,
      "socket.gethostname()",
      "os.uname().nodename",
      "socket.getfqdn()",
      "socket.gethostbyname('server')",
      "socket.gethostbyname('Server')",
      "socket.gethostbyname_ex('client')",
      "socket.gethostbyaddr('10.0.0.2')",
      "socket.gethostbyaddr('fd00::2')[0]",
      "socket.getnameinfo(('10.0.0.1', 80), 0)",
      "[entry[4][0] for entry in socket.getaddrinfo('server', 80, type=socket.SOCK_STREAM)]",
      "[entry[4] for entry in socket.getaddrinfo('server', 80, socket.AF_INET, socket.SOCK_STREAM)]",
    ),
  ).toEqual([
    "client",
    "client",
    "client",
    "10.0.0.2",
    "10.0.0.2",
    ["client", [], ["10.0.0.1"]],
    ["server", [], ["10.0.0.2"]],
    "server",
    ["client", "http"],
    ["fd00::2", "10.0.0.2"],
    [["10.0.0.2", 80]],
  ]);
});

test("a host without an address of the family, and the name of a lab that is one host, are not found", () => {
  const hosts = onWire.hosts.map(({ name, addresses }) => ({ name, addresses: addresses.slice(0, 1) }));
  const found = results(
    { ...onWire, hosts },
    "socket.getaddrinfo('server', 80, socket.AF_INET6)",
    "socket.gethostbyname('lab')",
    "socket.gethostbyaddr('10.0.0.9')",
  );
  expect(found).toEqual([
    "gaierror: Address family for hostname not supported",
    "gaierror: Name or service not known",
    "herror: Unknown host",
  ]);
});

test("hosts(5) and hostname(5) say the same", () => {
  const [hosts, hostname] = results(
    onWire,
    "open('/etc/hosts').read()",
    "open('/etc/hostname').read()",
  ) as string[];
  expect(hosts).toBe(
    "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n10.0.0.1\tclient\nfd00::1\tclient\n10.0.0.2\tserver\nfd00::2\tserver\n",
  );
  expect(hostname).toBe("client\n");
});

test("a lab that is one host is called lab", () => {
  expect(
    results(null, "socket.gethostname()", "socket.gethostbyname('lab')", "open('/etc/hostname').read()"),
  ).toEqual(["lab", "127.0.0.1", "lab\n"]);
});

const scopes = [
  "[entry[4] for entry in socket.getaddrinfo('fe80::1%eth0', 80, type=socket.SOCK_STREAM)]",
  "socket.getaddrinfo('ff02::1%lo', 80)[0][4]",
  "socket.getaddrinfo('fd00::1%3', 80)[0][4]",
  "socket.getaddrinfo('fe80::1%0', 80)[0][4]",
  "socket.getaddrinfo('fd00::1%eth0', 80)",
  "socket.getaddrinfo('fe80::1%eth1', 80)",
  "socket.getaddrinfo('fe80::1%', 80)",
  "socket.getaddrinfo('fe80::1%4294967296', 80)",
  "socket.getnameinfo(('febf::1', 80, 0, 7), socket.NI_NUMERICHOST)[0]",
  "socket.getnameinfo(('fe80::1', 80, 0, 3), socket.NI_NUMERICHOST)[0]",
  "socket.getnameinfo(('fd00::1', 80, 0, 7), socket.NI_NUMERICHOST)[0]",
  "socket.getnameinfo(('fe80::1%eth0', 80), socket.NI_NUMERICHOST)[0]",
];
const unknown = "gaierror: Name or service not known";

test("a program on a wire knows the interfaces of its host, by name and index", () => {
  const found = results(
    onWire,
    "socket.if_nameindex()",
    "socket.if_nametoindex('eth0')",
    "socket.if_nametoindex(b'lo')",
    "socket.if_indextoname(7)",
    "socket.if_nametoindex('eth1')",
    "socket.if_indextoname(2)",
  );
  const listed = [
    [1, "lo"],
    [7, "eth0"],
  ];
  const failures = ["OSError: No such device", "OSError: No such device or address"];
  expect(found).toEqual([listed, 7, 1, "eth0", ...failures]);
});

test.each([
  ["a lab without a wire", null],
  ["a lab of a server that names no interfaces", { ...onWire, interfaces: [] }],
])("a program in %s has the loopback", (_, place) => {
  expect(results(place, "socket.if_nameindex()", "socket.if_nametoindex('eth0')")).toEqual([
    [[1, "lo"]],
    "OSError: No such device",
  ]);
});

test("interfaces are named in IPv6 addresses where the scope is link-local, as glibc does", () => {
  expect(results(onWire, ...scopes)).toEqual([
    [["fe80::1", 80, 0, 7]],
    ["ff02::1", 80, 0, 1],
    ["fd00::1", 80, 0, 3],
    ["fe80::1", 80, 0, 0],
    unknown,
    unknown,
    unknown,
    unknown,
    "febf::1%eth0",
    "fe80::1%3",
    "fd00::1%7",
    "fe80::1",
  ]);
});
