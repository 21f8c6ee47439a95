import { expect, it } from "vitest";
import { stepNames } from "./step-names.js";

it("knows the variables of steps that hold sockets", () => {
  const source = `s = socket(); t = socket.create_server(("", 1))
conn, (host, port) = s.accept()
a, b = socketpair()
data = conn.recv(10)`;
  expect([...stepNames(source).sockets]).toEqual(["s", "t", "conn", "a", "b"]);
});
