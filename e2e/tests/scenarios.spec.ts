import { readdirSync, readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { repositoryPath } from "../parity/folder.js";
import { expect, test } from "./server.js";

const pane = (page: Page) => page.getByRole("region", { name: "Scenario", exact: true });
const row = (page: Page, text: string) => pane(page).getByRole("row").filter({ hasText: text });
const hello = readFileSync(repositoryPath("scenarios/tcp-hello.scenario"), "utf8");

test("a scenario is chosen by keyboard, opens as a project, and turns green as it is checked", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Scenarios" }).press("Enter");
  await page.getByRole("menuitem", { name: "Open a scenario …" }).press("Enter");
  const search = page.getByRole("combobox", { name: "Search scenarios" });
  await search.fill("你好 tcp");
  await expect(page.getByRole("listbox", { name: "Scenarios" }).getByRole("option")).toHaveCount(1);
  await search.press("Enter");
  await expect(page.getByRole("region", { name: "client.py" })).toBeVisible();
  await expect(pane(page).getByText("three-way handshake")).toBeVisible();
  await expect(row(page, "client > server SYN,").getByRole("img", { name: "not decided" })).toBeVisible();
  await pane(page).getByRole("button", { name: "Check" }).click();
  await expect(pane(page).getByRole("status")).toHaveText("1 passed");
  await expect(row(page, "never RST").getByRole("img", { name: "met", exact: true })).toBeVisible();
});

test("a wrong expectation shows its file and line, what was expected and what there was, and leads to the moment", async ({
  page,
}) => {
  await page.goto("/");
  const wrong = hello.replace("result   client.send 21", "result   client.send 20");
  await drop(page, "wrong.scenario", wrong);
  await pane(page).getByRole("button", { name: "Check" }).click();
  await expect(pane(page).getByRole("status")).toHaveText("1 failed");
  const line = wrong.split("\n").findIndex((each) => each.includes("client.send 20")) + 1;
  const failure = row(page, `wrong.scenario:${line}`);
  await expect(failure).toContainText("result client.send 20");
  await expect(failure.getByRole("definition").last()).toHaveText("21");
  await failure.getByRole("button", { name: "Show this moment" }).click();
  await expect(page.getByText("An earlier run, as it was recorded")).toBeVisible();
  await expect(page.getByRole("region", { name: /^Sequence/ })).toContainText("send(");
});

test("a scenario with mistakes is not opened: each is shown with its line and what to write", async ({
  page,
}) => {
  await page.goto("/");
  await drop(page, "bad.scenario", hello.replace("TIME-WAIT within", "TIME-WAITT within"));
  const dialog = page.getByRole("alertdialog", { name: "bad.scenario was not opened" });
  await expect(dialog.getByRole("listitem")).toContainText(["TIME-WAIT"]);
  await dialog.getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByRole("region", { name: "server.py" })).toBeVisible();
});

test("an address opens a scenario of the gallery, one that it has itself, and one from a URL of this server", async ({
  page,
}) => {
  await page.goto("/#scenario=udp-hello");
  await expect(page.getByRole("button", { name: "Project: UDP hello" })).toBeVisible();
  await expect(page).toHaveURL(/\/$/);
  await page.route(
    ({ pathname }) => pathname === "/homework.scenario",
    (route) => route.fulfill({ body: hello }),
  );
  await page.goto("/?from=/homework.scenario");
  await expect(page.getByRole("button", { name: "Project: TCP hello" })).toBeVisible();
  const packed = deflateRawSync(hello.replace("title: TCP hello", "title: Linked")).toString("base64url");
  await page.goto(`/?linked#scenario-text=${packed}&file=linked.scenario`);
  await expect(page.getByRole("button", { name: "Project: Linked" })).toBeVisible();
  await page.goto("/?from=/none.scenario");
  await expect(page.getByRole("alertdialog")).toContainText("404");
});

test("programs in steps run like others, and their mistakes are marked", async ({ page }) => {
  await page.goto("/#scenario=half-close");
  await expect(page.getByRole("region", { name: "client.steps" })).toBeVisible();
  await page.getByRole("button", { name: "Run all" }).click();
  for (const name of ["server.steps", "client.steps"])
    await expect(page.getByRole("region", { name, exact: true })).toContainText("finished (exit code 0)");
  const editor = page.getByRole("textbox", { name: "Code of client.steps" });
  await editor.focus();
  await editor.press("ControlOrMeta+End");
  await page.keyboard.insertText('s.recv(1) == b"?"\ns.recvx(1)');
  await expect(editor.getByRole("group", { name: /sockets have no call recvx/ })).toBeVisible();
});

test("the whole gallery passes in the page", async ({ page }) => {
  const names = readdirSync(repositoryPath("scenarios"))
    .filter((file) => file.endsWith(".scenario"))
    .map((file) => file.replace(".scenario", ""));
  await page.goto("/?test");
  await page.waitForFunction(() => globalThis.sockpit?.python.store.getState().kind === "ready");
  const failed = await page.evaluate(async (all) => {
    const scenarios = await globalThis.sockpit?.scenarios.fetched();
    if (scenarios === undefined) throw new Error("This page has no test handle.");
    const problems: unknown[] = [];
    for (const name of all) {
      await scenarios.openFromGallery(name);
      await scenarios.check.start(scenarios.store.getState().current?.parsed.scenario as never);
      const state = scenarios.check.store.getState() as {
        kind: string;
        runs: { state: string; reason?: string }[];
      };
      const isOver = (run: (typeof state.runs)[number]) =>
        run.state === "passed" || (run.state === "skipped" && String(run.reason).includes("has no wires"));
      if (state.kind !== "ended" || !state.runs.every(isOver)) problems.push({ name, state });
    }
    return problems;
  }, names);
  expect(failed).toEqual([]);
});

/** Drops a file where the project's files are. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], file));
      return data;
    },
    [name, text] as const,
  );
  await page.getByRole("region", { name: "Files" }).dispatchEvent("drop", { dataTransfer: transfer });
}
