import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const chat: Readonly<Record<string, string>> = {
  "common/__init__.py": "",
  "common/protocol.py": `import struct
from .sizes import HEADER

def send(sock, text):
    data = text.encode()
    sock.sendall(struct.pack("!I", len(data)) + data)

def receive(sock):
    (length,) = struct.unpack("!I", sock.recv(HEADER, 0x100))
    return sock.recv(length, 0x100).decode()
`,
  "common/sizes.py": "HEADER = 4\n",
  "server.py": `import socket
from common.protocol import receive, send
with socket.create_server(("127.0.0.1", 9000)) as listener:
    conn, _ = listener.accept()
    send(conn, receive(conn).upper())
`,
  "clients/first.py": `import pathlib, socket, sys
sys.path.append(".")
from common import protocol
print(sys.argv[0], pathlib.Path(__file__).parent.name, sys.path[0].endswith("/clients"))
sock = socket.create_connection(("127.0.0.1", 9000))
protocol.send(sock, pathlib.Path("data/greeting.txt").read_text())
print(protocol.receive(sock))
protocol.send(sock, 5)
`,
  "data/greeting.txt": "hello",
  ".git/config": "[core]",
};

const projectMenu = (page: Page) => page.getByRole("button", { name: /^Project: / });

async function choose(page: Page, item: string, path: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await projectMenu(page).click();
  await page.getByRole("menuitem", { name: item }).click();
  await (await chooser).setFiles(path);
}

test("a folder with packages opens as a project, runs, and comes back from a ZIP", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "chat-"));
  try {
    for (const [path, content] of Object.entries(chat)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    const cockpit = new Cockpit(page);
    await cockpit.open();
    await choose(page, "Open a folder …", folder);
    await expect(projectMenu(page)).toContainText("chat-");
    await page.getByRole("button", { name: /^Run all/ }).click();
    await page
      .getByRole("group", { name: "Show a program" })
      .getByRole("button", { name: /first\.py/ })
      .click();
    const client = cockpit.output("clients/first.py");
    await expect(client).toContainText("clients/first.py clients True");
    await expect(client).toContainText("HELLO");
    await expect(client).toContainText('common/protocol.py", line 5, in send');

    await projectMenu(page).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Download as ZIP" }).click();
    const zip = join(folder, "kept.zip");
    await (await download).saveAs(zip);
    await choose(page, "Open a ZIP …", zip);
    await expect(projectMenu(page)).toContainText("kept");
    await expect(page.getByRole("button", { name: /^common\/protocol\.py/ })).toBeVisible();
    await page.getByRole("region", { name: "Files" }).getByRole("button", { name: /Files/ }).click();
    await expect(page.getByRole("button", { name: "Show data/greeting.txt" })).toBeVisible();

    await writeFile(zip, "no zip");
    await choose(page, "Open a ZIP …", zip);
    await expect(page.getByRole("alertdialog")).toContainText("kept.zip is not a ZIP file");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a program pauses at a breakpoint in a module that it imports, and shows it there", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", "def double(number):\n    return 2 * number\n");
  await cockpit.write("client.py", "from common import sums\nprint(sums.double(21))\nprint('done')\n");
  await cockpit.program("server.py").getByRole("button", { name: "More actions for server.py" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  const name = page.getByRole("textbox", { name: "New name of server.py" });
  await name.fill("../sums.py");
  await name.press("Enter");
  await expect(cockpit.program("server.py").getByRole("alert")).toContainText("stays inside the project");
  await name.fill("common/sums.py");
  await name.press("Enter");

  const module = cockpit.editor("common/sums.py");
  await module.press("ControlOrMeta+End");
  await module.press("ArrowUp");
  await module.press("ControlOrMeta+F8");
  await cockpit.run("client.py");
  const place = cockpit.program("client.py").getByRole("status");
  await expect(place).toContainText("before line 2 · common/sums.py");
  await expect(cockpit.lines("common/sums.py", "paused")).toContainText("return 2 * number");
  await page.getByRole("button", { name: /^Step out/ }).click();
  await expect(place).toContainText("before line 3");
  await page.getByRole("button", { name: /^Continue/ }).click();
  await expect(cockpit.output("client.py")).toContainText("42\ndone");
});
