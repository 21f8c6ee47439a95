import type { Page } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

/** Keeps the stored programs locked, by a transaction that does not end, until the returned function is called. */
async function holdPrograms(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(
    () =>
      new Promise<{ isOver: boolean }>((resolve) => {
        const hold = { isOver: false };
        const opening = indexedDB.open("sockpit-projects");
        opening.onsuccess = () => {
          const database = opening.result;
          const transaction = database.transaction("programs", "readwrite");
          transaction.oncomplete = () => database.close();
          const ask = () => {
            const count = transaction.objectStore("programs").count();
            count.onsuccess = () => {
              resolve(hold);
              if (!hold.isOver) ask();
            };
          };
          ask();
        };
      }),
  );
  return () =>
    held.evaluate((hold) => {
      hold.isOver = true;
    });
}

test("two tabs show each other's changes, and keep both texts where both change one program", async ({
  page,
}) => {
  const first = new Cockpit(page);
  await first.open();
  const second = new Cockpit(await page.context().newPage());
  try {
    await second.open();
    await first.write("client.py", "print('from the first tab')\n");
    await expect(second.editor("client.py")).toContainText("from the first tab");

    // Both change the same program before either can write it.
    const release = await holdPrograms(page);
    for (const [tab, text] of [
      [first, "# one\n"],
      [second, "# two\n"],
    ] as const) {
      await tab.editor("server.py").focus();
      await tab.page.keyboard.insertText(text);
    }
    await release();
    // Who types goes on typing, in the copy.
    const isTypingInCopy = async (tab: Cockpit) =>
      (await tab.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) ===
      "Code of server_copy.py";
    await expect.poll(async () => (await isTypingInCopy(first)) || (await isTypingInCopy(second))).toBe(true);
    for (const tab of [first, second]) {
      await expect(tab.page.getByText(/server\.py was changed in two tabs/)).toBeVisible();
      const choice = tab.page.getByRole("group", { name: "Show a program" });
      await expect(choice.getByRole("button", { name: /^server_copy\.py/ })).toBeVisible();
    }
    const texts = async (tab: Cockpit) => {
      const found: string[] = [];
      for (const name of ["server.py", "server_copy.py"]) {
        await tab.page
          .getByRole("group", { name: "Show a program" })
          .getByRole("button", { name: new RegExp(`^${name.replace(".", "\\.")}`) })
          .click();
        found.push((await tab.editor(name).textContent()) ?? "");
      }
      return found.map((text) => /# (one|two)/.exec(text)?.[1]);
    };
    const shown = await texts(first);
    expect(shown.toSorted()).toEqual(["one", "two"]);
    expect(await texts(second)).toEqual(shown);

    await first.page.reload();
    expect(await texts(first)).toEqual(shown);
  } finally {
    await second.page.close();
  }
});

test("a page that has let go of its database, and opened it again, lets go again", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  const deleteDatabase = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const deleting = indexedDB.deleteDatabase("sockpit-projects");
          deleting.onsuccess = () => resolve("deleted");
          deleting.onblocked = () => resolve("blocked");
        }),
    );
  expect(await deleteDatabase()).toBe("deleted");
  // Two that ask at once, as when a page is looked at again while it saves.
  await page.evaluate(() => {
    for (let i = 0; i < 2; i++) document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  const isOpened = () =>
    page.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === "sockpit-projects"));
  await expect.poll(isOpened).toBe(true);
  expect(await deleteDatabase()).toBe("deleted");
  await cockpit.write("client.py", "print('kept')\n");
  await page.reload();
  await expect(cockpit.editor("client.py")).toContainText("kept");
});

test("what a version without projects has kept is there", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name ?? "");
  });
  // As commit 603446f of the page has written it.
  await page.addInitScript(() => {
    if (sessionStorage.getItem("earlier") !== null) return;
    sessionStorage.setItem("earlier", "written");
    localStorage.setItem(
      "sockpit.programs",
      JSON.stringify({
        version: 1,
        programs: [
          { id: "sample-server.py", name: "server.py", source: "print('my server')\n", colour: 0 },
          { id: "program-1-2", name: "util.py", source: "X = 1\n", colour: 2, arguments: "-v" },
        ],
        shown: ["sample-server.py", "program-1-2"],
      }),
    );
    localStorage.setItem("sockpit.breakpoints", JSON.stringify({ "sample-server.py": [1] }));
    const open = indexedDB.open("sockpit", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("files");
    open.onsuccess = () => {
      const put = open.result.transaction("files", "readwrite").objectStore("files");
      const data = new TextEncoder().encode("kept");
      put.put({ path: "notes.txt", data, modifiedMs: 1_700_000_000_000, by: "server.py" }, "notes.txt");
    };
  });
  await page.goto("about:blank");
  await cockpit.open();
  await expect(cockpit.editor("server.py")).toContainText("my server");
  await expect(cockpit.lines("server.py", "1: breakpoint")).toHaveCount(1);
  await expect(page.getByRole("textbox", { name: "Arguments of util.py" })).toHaveValue("-v");
  await cockpit.write("util.py", "X = 2\n");
  await page.reload();
  await expect(cockpit.editor("util.py")).toContainText("X = 2");
  await page.getByRole("button", { name: /^Files/ }).click();
  await expect(page.getByRole("button", { name: "Show notes.txt" })).toBeVisible();
});

test("a damaged record is left alone and said, and everything else is there", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write("client.py", "print('whole')\n");
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open("sockpit-projects");
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("programs", "readwrite");
          transaction.objectStore("programs").put({ id: 7, source: null }, ["first", "damaged"]);
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
  await page.reload();
  await expect(page.getByText(/Some of what this browser keeps could not be read/)).toBeVisible();
  await expect(cockpit.editor("client.py")).toContainText("whole");
});

test("a browser without a database for the page says so, and everything else works", async ({ page }) => {
  await page.addInitScript(() => {
    // As private windows of some browsers do.
    IDBFactory.prototype.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
  });
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await expect(page.getByText(/This browser keeps nothing for this page/)).toBeVisible();
  await cockpit.write("client.py", "print('in memory')\n");
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("in memory");
});
