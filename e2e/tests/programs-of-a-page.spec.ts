import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

test("programs are added, renamed, given arguments, import each other, and come back after Remove", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const menuOf = (name: string) =>
    cockpit.program(name).getByRole("button", { name: `More actions for ${name}` });

  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: "Empty program" }).click();
  await expect(cockpit.program("program.py")).toBeVisible();
  await menuOf("program.py").click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  const field = page.getByRole("textbox", { name: "New name of program.py" });
  await field.fill("client.py");
  await field.press("Enter");
  await expect(page.getByText("Another program has this name.")).toBeVisible();
  await field.fill("util.py");
  await field.press("Enter");
  await cockpit.write("util.py", "def greet(name):\n    return f'hello {name}'\n");

  const tabs = page.getByRole("group", { name: "Show a program" });
  await tabs.getByRole("button", { name: /^client\.py/ }).click();
  await cockpit.write(
    "client.py",
    "import sys, util\nprint(sys.argv)\nprint(util.greet(input()), input())\n",
  );
  await page.getByRole("textbox", { name: "Arguments of client.py" }).fill("--to 'the world'");
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("['client.py', '--to', 'the world']");
  const question = page.getByRole("textbox", { name: "client.py is waiting for input" });
  await question.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "you\nagain\n");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(cockpit.output("client.py")).toContainText("hello you again");

  await menuOf("client.py").click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(tabs.getByRole("button", { name: /^client\.py/ })).toHaveCount(0);
  await expect(cockpit.program("client.py")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cockpit.program("client.py")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Arguments of client.py" })).toHaveValue("--to 'the world'");
});
