import { expect, it } from "vitest";
import { hostOfProgram } from "./host-of-program.js";

const hosts = ["client", "server", "client-2"].map((name) => ({ name }));
const program = { id: "p", name: "a.py", source: "", colour: 0 };
const serving = "import socket\nsocket.create_server(('', 8088)).accept()\n";

it.each([
  ["client.py", "client"],
  ["week 1/server.py", "server"],
  ["server_udp.steps", "server"],
  ["client_2.py", "client-2"],
  ["echo-server.py", "server"],
  ["a.py", "client"],
])("%s is placed by its name, on %s", (name, host) => {
  expect(hostOfProgram({ ...program, name }, hosts)).toBe(host);
});

it("places what serves on the host called server, where there is one, else on the last", () => {
  const echo = { ...program, name: "echo.py", source: serving };
  expect(hostOfProgram(echo, hosts)).toBe("server");
  expect(hostOfProgram(echo, [{ name: "left" }, { name: "right" }])).toBe("right");
});

it("leaves a program where a person has placed it, while the lab has such a host", () => {
  const placed = { ...program, name: "server.py", host: "client" };
  expect(hostOfProgram(placed, hosts)).toBe("client");
  expect(hostOfProgram({ ...placed, host: "router" }, hosts)).toBe("server");
});
