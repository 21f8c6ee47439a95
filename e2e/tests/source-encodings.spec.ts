import { Buffer } from "node:buffer";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

/** 功能 in Big5: the second byte of 功 is a backslash. */
const BIG5_WORD = Buffer.from([0xa5, 0x5c, 0xaf, 0xe0]);

function big5Program(before: string, after: string): Buffer {
  return Buffer.concat([Buffer.from(before), BIG5_WORD, Buffer.from(after)]);
}

test("sources in Big5 open by their coding line or after a question, run, import each other, and are saved as they declare", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const declared = big5Program("# -*- coding: big5 -*-\nword = '", "'\n");
  const undeclared = big5Program(
    "import words\nprint('",
    "', words.word)\nprint(open('words.py', 'rb').read()[-6:-2])\n",
  );
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("menuitem", { name: "Open files" }).click();
  await (await chooser).setFiles([
    { name: "words.py", mimeType: "text/x-python", buffer: declared },
    { name: "main.py", mimeType: "text/x-python", buffer: undeclared },
  ]);

  const question = page.getByRole("dialog", { name: "main.py is not UTF-8" });
  await expect(question.getByRole("radio", { name: /^Big5/ })).toBeChecked();
  const text = question.getByRole("region", { name: "Text as it is read" });
  await expect(text).toContainText("print('功能', words.word)");
  await question.getByRole("radio", { name: /^GBK/ }).check();
  await expect(text).not.toContainText("功能");
  await question.getByRole("radio", { name: /^Big5/ }).check();
  await question.getByRole("button", { name: "Open", exact: true }).click();
  await expect(cockpit.editor("words.py")).toContainText("word = '功能'");
  await expect(cockpit.editor("main.py")).toContainText("print('功能', words.word)");

  await cockpit.run("main.py");
  await expect(cockpit.output("main.py")).toContainText("功能 功能");
  await expect(cockpit.output("main.py")).toContainText(String.raw`b'\xa5\\\xaf\xe0'`);

  const saved = await cockpit.saved(async () => {
    await cockpit.program("words.py").getByRole("button", { name: "More actions for words.py" }).click();
    await page.getByRole("menuitem", { name: "Download" }).click();
  });
  expect(saved.equals(declared)).toBe(true);

  await cockpit.write("words.py", "# -*- coding: big5 -*-\nprint('功能')\n");
  await cockpit.run("words.py");
  await expect(cockpit.output("words.py")).toContainText("功能");
  await cockpit.write("words.py", "# -*- coding: big5 -*-\nprint('😀')\n");
  await cockpit.hint("words.py").getByRole("button", { name: "Declare UTF-8" }).click();
  await expect(cockpit.editor("words.py")).toContainText("coding: utf-8");
  await cockpit.run("words.py");
  await expect(cockpit.output("words.py")).toContainText("😀");
});
