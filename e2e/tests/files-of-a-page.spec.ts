import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const SERVER = `import socket
listener = socket.create_server(("127.0.0.1", 9000))
conn, _ = listener.accept()
with open("received.bin", "wb") as file:
    while data := conn.recv(65536):
        file.write(data)
conn.sendall(b"done")
`;

const CLIENT = `import pathlib, socket
data = pathlib.Path("sent.bin").read_bytes()
sock = socket.create_connection(("127.0.0.1", 9000))
sock.sendall(data)
sock.shutdown(socket.SHUT_WR)
print(sock.recv(9), pathlib.Path("received.bin").read_bytes() == data)
`;

const UNIX_SERVER = `import os, socket, stat
path = "server.sock"
if os.path.exists(path):
    print("stale", stat.S_ISSOCK(os.stat(path).st_mode))
    os.unlink(path)
sock = socket.socket(socket.AF_UNIX)
sock.bind(path)
print("bound", os.path.exists(path))
`;

test("a file sent over TCP lands in the folder that programs share, comes back after Delete and a reload", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const files = page.getByRole("region", { name: "Files" });
  const chooser = page.waitForEvent("filechooser");
  await files.getByRole("button", { name: "Add files from this computer" }).click();
  await (await chooser).setFiles({
    name: "sent.bin",
    mimeType: "application/octet-stream",
    buffer: Buffer.from(Array.from({ length: 3000 }, (_, index) => index & 255)),
  });
  await expect(files.getByRole("button", { name: "Show sent.bin" })).toBeVisible();
  await cockpit.write("server.py", SERVER);
  await cockpit.write("client.py", CLIENT);
  await cockpit.run("server.py");
  await expect(cockpit.program("server.py")).toContainText("waiting in accept()");
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("b'done' True");

  const received = files.getByRole("listitem").filter({ hasText: "received.bin" });
  await expect(received).toContainText("server.py");
  await received.getByRole("button", { name: "Show received.bin" }).click();
  await expect(page.getByRole("dialog")).toContainText("00000000  00 01 02 03");
  await page.keyboard.press("Escape");
  await received.getByRole("button", { name: "Delete received.bin" }).click();
  await expect(received).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(received).toHaveCount(1);

  await page.reload();
  await files.getByRole("button", { name: /^Files/ }).click();
  await expect(received).toHaveCount(1);
});

test("a Unix server removes the path of its earlier run before it binds", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", UNIX_SERVER);
  await cockpit.run("server.py");
  await expect(cockpit.output("server.py")).toHaveText("bound True");
  await cockpit.run("server.py");
  await expect(cockpit.output("server.py")).toContainText("stale True\nbound True");
});
