import { expect, it } from "vitest";
import { withHostIn } from "./with-host-in.js";

const source = `import socket
# '127.0.0.1' is this host
sk.bind(("127.0.0.1", 0))
sk.connect(('localhost', 8088))
`;

it("puts a host's name where this line names the loopback, with the same quotes", () => {
  expect(withHostIn(source, 4, "server")).toBe(source.replace("'localhost'", "'server'"));
});

it("puts it wherever the code names the loopback, where the line does not: the address is in a variable", () => {
  const changed = source.replace('"127.0.0.1"', '"server"').replace("'localhost'", "'server'");
  expect(withHostIn(source, 1, "server")).toBe(changed);
  expect(withHostIn(source, undefined, "server")).toBe(changed);
});

it("changes nothing where no loopback is written", () => {
  expect(withHostIn("sk.connect(sys.argv[1:])\n", 1, "server")).toBeUndefined();
});
