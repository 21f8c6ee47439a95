import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

test("getpass, webbrowser, os.system and thread pools do what they do in a terminal", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write(
    "client.py",
    `import getpass, os, sys, webbrowser
from multiprocessing.pool import ThreadPool
with ThreadPool(2) as pool:
    print(pool.map(abs, [-1, -2, -3]))
print(os.system("ping -c 1 localhost"), os.system("exit 3"))
print(webbrowser.open("http://localhost:8000/"), webbrowser.open("javascript:alert(1)"))
print("got", len(getpass.getpass("Password: ")), input("Name: "))
`,
  );
  await cockpit.run("client.py");
  const output = cockpit.output("client.py");
  await expect(output).toContainText("[1, 2, 3]");
  await expect(output).toContainText("sh: 1: ping: not found");
  await expect(output).toContainText("32512 768");
  const link = output.getByRole("link", { name: "http://localhost:8000/" });
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  await expect(link).toHaveAttribute("href", "http://localhost:8000/");
  await expect(output).toContainText("True False");
  await expect(output).toContainText("Password: ");
  const field = cockpit.program("client.py").getByLabel(/is waiting for input/);
  await expect(field).toHaveAttribute("type", "password");
  await field.fill("hunter2");
  await field.press("Enter");
  await cockpit.answer("client.py", "me");
  await expect(output).toContainText("got 7 me");
  await expect(output).not.toContainText("hunter2");

  await cockpit.write(
    "client.py",
    "import os, time\nprint('before')\nos.system('cls' if os.name == 'nt' else 'clear')\nprint('after', time.tzname)\n",
  );
  await cockpit.run("client.py");
  await expect(output).toContainText("after");
  await expect(output).not.toContainText("before");
  await cockpit.end("client.py");
});

test("wheels among the files, files named like standard modules and the clock are as under python3", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write(
    "client.py",
    `import time, zipfile
with zipfile.ZipFile("greeting-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr("greeting.py", "text = 'from a wheel'")
print({round(time.time() * 1e6) % 1000 for _ in range(1000)} == {0}, time.tzname)
`,
  );
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("False ('UTC', 'UTC')");
  await cockpit.end("client.py");
  await cockpit.write("client.py", "import greeting\nprint(greeting.text)\n");
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("from a wheel");
  await cockpit.end("client.py");

  await cockpit.program("client.py").getByRole("button", { name: "More actions for client.py" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  const field = page.getByRole("textbox", { name: "New name of client.py" });
  await field.fill("socket.py");
  await field.press("Enter");
  await cockpit.write("socket.py", "import socket\ns = socket.socket()\nprint('ok')\n");
  await cockpit.run("socket.py");
  await expect(cockpit.output("socket.py")).toContainText("TypeError: 'module' object is not callable");
  await expect(cockpit.hint("socket.py")).toContainText(
    "Your file socket.py hides Python's own module socket",
  );
});

test("a package that the server offers is added by the hint for its ModuleNotFoundError, and by name", async ({
  page,
}) => {
  const wheel = "greeting-1.0-py3-none-any.whl";
  // One module, greeting.py, as a ZIP.
  const data = Buffer.from(
    "UEsDBBQAAAAAAAAAIVwQhUtBGQAAABkAAAALAAAAZ3JlZXRpbmcucHl0ZXh0ID0gJ2Zyb20gdGhlIHNlcnZlcicKUEsBAhQDFAAAAAAAAAAhXBCFS0EZAAAAGQAAAAsAAAAAAAAAAAAAAIABAAAAAGdyZWV0aW5nLnB5UEsFBgAAAAABAAEAOQAAAEIAAAAAAA==",
    "base64",
  );
  await page.route("**/wheels/index.json", (route) => route.fulfill({ json: { wheels: [wheel] } }));
  await page.route(`**/wheels/${wheel}`, (route) =>
    route.fulfill({ body: data, contentType: "application/zip" }),
  );
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", "import greeting\nprint(greeting.text)\n");
  await cockpit.run("client.py");
  await cockpit.hint("client.py").getByRole("button", { name: "Add greeting and run again" }).click();
  await expect(cockpit.output("client.py")).toContainText("from the server");

  const files = page.getByRole("region", { name: "Files" });
  await files.getByRole("button", { name: /^Files/ }).click();
  await files.getByRole("combobox", { name: "Package from this server" }).fill("Greeting");
  await files.getByRole("button", { name: "Add", exact: true }).click();
  await expect(files.getByRole("button", { name: `Show ${wheel}` })).toBeVisible();
  await files.getByRole("combobox", { name: "Package from this server" }).fill("numpy");
  await files.getByRole("button", { name: "Add", exact: true }).click();
  await expect(files.getByRole("alert")).toContainText("This server offers no wheel of numpy.");
});
