import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const server = `import socket

def greet(conn):
    data = conn.recv(1024)
    conn.sendall(data.upper())
    return len(data)

sk = socket.socket()
sk.bind(('127.0.0.1', 8088))
sk.listen(5)
conn, addr = sk.accept()
n = greet(conn)
print('bytes:', n)
`;

const client = `import socket
sk = socket.socket()
sk.connect(('127.0.0.1', 8088))
sk.sendall(b'hello')
print(sk.recv(1024))
`;

/** Within the gutter for breakpoints, from the edge of the program: pixels. */
const GUTTER_X = 6;

test("server and client are stepped in turn, by lines, calls and into functions", async ({ page }) => {
  const cockpit = new Cockpit(page);
  const place = (name: string) => cockpit.program(name).getByRole("status");
  const press = async (name: string, key: string) => {
    await cockpit.editor(name).press(key);
  };
  await cockpit.open();
  await cockpit.write("server.py", server);
  await cockpit.write("client.py", client);

  await cockpit.program("server.py").getByRole("button", { name: "Step: pause at the first line" }).click();
  await expect(place("server.py")).toContainText("before line 1");
  for (const line of [3, 8, 9, 10, 11]) {
    await press("server.py", "F8");
    await expect(place("server.py")).toContainText(`before line ${line}`);
  }
  await expect(cockpit.sockets()).toContainText("LISTEN");

  // The server is held before accept: the client's connection waits in the accept queue.
  await press("client.py", "F10");
  await expect(place("client.py")).toContainText("before line 1");
  await press("client.py", "F10");
  await expect(place("client.py")).toContainText("before socket() on line 2");
  await press("client.py", "F10");
  await expect(place("client.py")).toContainText("before connect() on line 3");
  await press("client.py", "F10");
  await expect(place("client.py")).toContainText("before sendall() on line 4");
  await expect(cockpit.sockets()).toContainText("1 / 6");

  await press("server.py", "F8");
  await expect(place("server.py")).toContainText("before line 12");
  await press("server.py", "F7");
  await expect(place("server.py")).toContainText("before line 4");
  const variables = cockpit.program("server.py").getByRole("table", { name: "Variables" });
  await expect(variables.getByRole("rowheader", { name: "conn", exact: true })).toBeVisible();
  await press("client.py", "F9");
  await press("server.py", "F8");
  await expect(place("server.py")).toContainText("before line 5");
  await expect(variables).toContainText("b'hello'");
  await cockpit.program("server.py").getByRole("button", { name: "Step out" }).click();
  await expect(place("server.py")).toContainText("before line 13");
  const n = variables
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: "n", exact: true }) });
  await expect(n.getByRole("cell").first()).toHaveText("5");
  await press("server.py", "F9");
  await expect(cockpit.output("server.py")).toContainText("bytes: 5");
  await expect(cockpit.output("client.py")).toContainText("b'HELLO'");
});

test("a breakpoint in the gutter stops the program, and Stop ends it there", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", "total = 0\nfor i in range(10):\n    total += i\nprint(total)\n");
  const program = cockpit.program("client.py");
  // The editor draws a line anew when it is highlighted: its element may go between two looks.
  await expect(async () => {
    const [pane, line] = await Promise.all([
      program.boundingBox(),
      program.getByText("total += i", { exact: true }).boundingBox({ timeout: 1_000 }),
    ]);
    if (pane === null || line === null) throw new Error("The line is not in view");
    await page.mouse.click(pane.x + GUTTER_X, line.y + line.height / 2);
  }).toPass();
  await expect(cockpit.lines("client.py", "breakpoint")).toHaveText("    total += i");
  await cockpit.run("client.py");
  await expect(program.getByRole("status")).toContainText("before line 3");
  await page.keyboard.press("F9");
  await expect(program.getByRole("table", { name: "Variables" })).toContainText("i1int");
  await cockpit.stop("client.py");
  await expect(program.getByRole("button", { name: /^Run/ })).toBeEnabled();
  await expect(program.getByRole("status")).toBeHidden();
});
