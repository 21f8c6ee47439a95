import { expect, it } from "vitest";
import { socketNames } from "./socket-names.js";

it.each([
  ["import socket", ["socket"]],
  ["import sys, socket", ["socket"]],
  ["import socket as s, threading", ["s"]],
  ["import socketserver", []],
])("%s: the module's names are %j", (source, names) => {
  expect([...socketNames(source).modules]).toEqual(names);
});

it.each([
  ["listener = socket.socket()", "listener"],
  ["self.sock = socket.socket(socket.AF_INET)", "sock"],
  ["a, b = socket.socketpair()", "b"],
  ['with socket.create_server(("", 8088)) as server:', "server"],
  ["peer, address = listener.accept()", "peer"],
])("%s: %s is a socket", (line, name) => {
  expect(socketNames(`import socket\n${line}\n`).sockets).toContain(name);
});

it("takes the usual names of parameters for sockets in a program that uses sockets", () => {
  expect(socketNames("import socket\ndef handle(conn):\n").sockets).toContain("conn");
  expect(socketNames("def handle(conn):\n").sockets.size).toBe(0);
});

it("knows what was imported by name", () => {
  expect(socketNames("from socket import *").imported).toBe("all");
  expect(socketNames("from socket import socket, AF_INET").imported).toEqual(new Set(["socket", "AF_INET"]));
});
