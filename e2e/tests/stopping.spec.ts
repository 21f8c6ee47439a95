import { Cockpit } from "./cockpit.js";
import * as programs from "./programs.js";
import { expect, test } from "./server.js";

test("Stop interrupts a call that blocks, and leaves no socket behind", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", programs.server);
  await cockpit.run("server.py");
  await expect(cockpit.sockets()).toContainText("LISTEN");
  await cockpit.stop("server.py");
  await expect(cockpit.output("server.py")).toContainText("KeyboardInterrupt");
  await expect(cockpit.output("server.py")).toContainText('File "server.py", line 7');
  await expect(cockpit.sockets()).toContainText("0 sockets");
});

test("Stop interrupts a busy loop", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", "print('turning')\nwhile True:\n    pass\n");
  await cockpit.run("server.py");
  await expect(cockpit.output("server.py")).toContainText("turning");
  await cockpit.stop("server.py");
  await expect(cockpit.output("server.py")).toContainText("KeyboardInterrupt");
});

test("a program that catches Stop goes on, and is ended by force", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const stubborn =
    "print('never')\nwhile True:\n    try:\n        while True: pass\n    except BaseException as e: print(type(e).__name__)\n";
  await cockpit.write("server.py", stubborn);
  await cockpit.run("server.py");
  const program = cockpit.program("server.py");
  await expect(cockpit.output("server.py")).toContainText("never");
  await cockpit.stop("server.py");
  await expect(program).toContainText("The program caught KeyboardInterrupt and is still running.");
  await cockpit.stop("server.py");
  await expect(cockpit.output("server.py")).toContainText("KeyboardInterrupt\nKeyboardInterrupt");
  await program.getByRole("button", { name: "Force quit" }).click();
  await expect(program.getByRole("button", { name: /^Run/ })).toBeEnabled();
});

test("a program that notices no interruption is ended by force", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", "print('counting')\nsum(range(10 ** 15))\n");
  await cockpit.run("server.py");
  await expect(cockpit.output("server.py")).toContainText("counting");
  await cockpit.stop("server.py");
  await expect(cockpit.program("server.py").getByRole("button", { name: /^Run/ })).toBeEnabled();
  await expect(cockpit.program("server.py")).toContainText("force quit (exit code 137)");
});

test("Stop of a program whose thread still waits says so, and does not claim that it was caught", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const server = `import socket, threading
def handle(connection):
    while connection.recv(100): pass
listener = socket.create_server(("127.0.0.1", 6900))
while True:
    connection, _ = listener.accept()
    threading.Thread(target=handle, args=(connection,)).start()
`;
  const client = 'import socket\ns = socket.create_connection(("127.0.0.1", 6900))\ninput()\n';
  await cockpit.runServerThenClient(server, client);
  await expect(cockpit.lines("server.py", "waiting here")).toHaveCount(2);
  await cockpit.stop("server.py");
  const program = cockpit.program("server.py");
  await expect(program).toContainText(
    /The main thread ended with KeyboardInterrupt. Thread-1.* waits in recv\(\)/,
  );
  await expect(program).toContainText("daemon=True");
  await expect(cockpit.lines("server.py", "still running")).toHaveCount(0);
  await expect(cockpit.lines("server.py", "waiting here")).toHaveText(/recv\(100\)/);
  await expect(program).not.toContainText("caught KeyboardInterrupt");
});

test("Stop interrupts sleep and input", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", "import time\nprint('sleeping')\ntime.sleep(3600)\n");
  await cockpit.write("client.py", "input('name? ')\n");
  await cockpit.run("server.py");
  await cockpit.run("client.py");
  await expect(cockpit.output("server.py")).toContainText("sleeping");
  await expect(
    cockpit.program("client.py").getByRole("textbox", { name: "client.py is waiting for input" }),
  ).toBeVisible();
  for (const name of ["server.py", "client.py"]) {
    await cockpit.stop(name);
    await expect(cockpit.output(name)).toContainText("KeyboardInterrupt");
  }
});
