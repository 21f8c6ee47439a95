import { expect, it } from "vitest";
import { programsOfProcesses } from "./programs-of-processes.js";

const both = `from multiprocessing import Process
import socket, time

def server(port):
    s = socket.create_server(("127.0.0.1", port))
    print(s.accept()[0].recv(10))

def client(host, port):
    socket.create_connection((host, port)).sendall(b"hi")

if __name__ == "__main__":
    p1 = Process(target=server, args=(8088,))
    p2 = Process(target=client, args=("127.0.0.1", 8088), daemon=True)
    p1.start()
    time.sleep(1)
    p2.start()
    p1.join()
    p2.join()
`;

it("makes a program of each of two functions that run as processes", () => {
  const start = both.slice(both.indexOf("import socket"), both.indexOf("    p1 ="));
  expect(programsOfProcesses(both)).toEqual([
    { name: "server.py", source: `${start}    server(8088)\n` },
    { name: "client.py", source: `${start}    client("127.0.0.1", 8088)\n` },
  ]);
});

it.each([
  ["they share an object", both.replace("8088,))", "8088, lock))")],
  ["the main part does something else", both.replace("time.sleep(1)", "server(9)")],
  [
    "there are three",
    both.replace("    p1.start()", "    p3 = Process(target=server, args=(1,))\n    p1.start()"),
  ],
  ["both run one function", both.replace("target=client", "target=server")],
  ["a function comes from elsewhere", both.replace("def client", "def customer")],
  ["there is no main part", both.slice(0, both.indexOf("if __name__"))],
])("leaves a text alone where %s", (_why, source) => {
  expect(programsOfProcesses(source)).toBeUndefined();
});
