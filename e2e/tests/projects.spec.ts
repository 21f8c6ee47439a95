import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const WAITS = `import socket
listener = socket.create_server(("127.0.0.1", 9000))
listener.accept()
`;

test("projects are made, renamed, switched, duplicated, deleted and brought back", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const menu = (name: string) => page.getByRole("button", { name: `Project: ${name}` });
  const choose = async (from: string, item: string | RegExp) => {
    await menu(from).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await cockpit.write("client.py", "print('of the first project')\n");
  await choose("My project", /^New project/);
  await page.getByRole("textbox", { name: "Name" }).fill("Chat");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(menu("Chat")).toBeVisible();
  await expect(page).toHaveTitle("Chat – Sockpit");
  await expect(page.getByText("This project has no programs")).toBeVisible();
  await page.getByRole("button", { name: "Empty program" }).click();
  await cockpit.write("program.py", WAITS);
  await cockpit.run("program.py");
  await expect(cockpit.sockets()).toContainText("LISTEN");

  await menu("Chat").click();
  await page.getByRole("menuitemradio", { name: "My project" }).click();
  const question = page.getByRole("alertdialog", { name: "Stop what runs?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(cockpit.sockets()).toContainText("LISTEN");
  await menu("Chat").click();
  await page.getByRole("menuitemradio", { name: "My project" }).click();
  await question.getByRole("button", { name: "Stop and open" }).click();
  await expect(cockpit.editor("client.py")).toContainText("of the first project");
  await expect(cockpit.sockets()).not.toContainText("LISTEN");

  await choose("My project", "Rename …");
  await page.getByRole("textbox", { name: "Name" }).fill("Hello");
  await page.keyboard.press("Enter");
  await choose("Hello", "Duplicate …");
  await page.getByRole("button", { name: "Duplicate" }).click();
  await expect(menu("Hello (copy)")).toBeVisible();
  await cockpit.write("client.py", "print('of the copy')\n");
  await choose("Hello (copy)", "Delete Hello (copy) …");
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(menu("Hello")).toBeVisible();
  await expect(cockpit.editor("client.py")).toContainText("of the first project");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(menu("Hello (copy)")).toBeVisible();
  await expect(cockpit.editor("client.py")).toContainText("of the copy");

  await page.reload();
  await expect(menu("Hello (copy)")).toBeVisible();
  await choose("Hello (copy)", "Restore the samples …");
  await page.getByRole("button", { name: "Replace" }).click();
  await expect(cockpit.editor("client.py")).toContainText("connect");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cockpit.editor("client.py")).toContainText("of the copy");
});

test("an earlier state is compared, restored, and that taken back", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", "print('as it was')\n");
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("as it was");
  await cockpit.end("client.py");
  await cockpit.write("client.py", "print('as it is')\n");
  await page.reload();
  await page.getByRole("button", { name: "Project: My project" }).click();
  await page.getByRole("menuitem", { name: "History …" }).click();
  const dialog = page.getByRole("dialog", { name: "History" });
  await expect(dialog.getByRole("button", { name: /before a run/ })).toBeVisible();
  const diff = dialog.getByRole("region", { name: "client.py", exact: true });
  await expect(diff.getByRole("deletion")).toContainText("as it is");
  await expect(diff.getByRole("insertion")).toContainText("as it was");
  await dialog.getByRole("button", { name: "Restore this state" }).click();
  await expect(cockpit.editor("client.py")).toContainText("as it was");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cockpit.editor("client.py")).toContainText("as it is");
});

test("a page in which programs run asks before it is closed", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("server.py", WAITS);
  await cockpit.run("server.py");
  await expect(cockpit.sockets()).toContainText("LISTEN");
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await cockpit.stop("server.py");
  await cockpit.end("server.py");
  const closed = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await closed;
});
