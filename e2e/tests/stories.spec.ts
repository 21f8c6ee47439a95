import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { Look } from "@sockpit/web/catalogue";
import type axeCore from "axe-core";
import type { AxeResults, RunOptions } from "axe-core";
import { repositoryPath } from "../parity/folder.js";

/** Where scripts/workspace.js builds the catalogue to: every component's stories, fed by recorded labs. */
const catalogue = repositoryPath("apps/web/node_modules/.cache/catalogue");

declare global {
  /** In the page, once its source is there. */
  var axe: typeof axeCore;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Any address that counts as secure: all that it serves comes from the folder. */
const ORIGIN = "http://localhost:1";

/** Of a page as a whole, which a story is not. */
const pageRules = ["region", "landmark-one-main", "page-has-heading-one", "bypass"];

/** An open menu keeps the focus to itself (Radix), so nobody reaches what it hides; axe does not see that. */
const menuRules = ["aria-hidden-focus"];

test.beforeAll(() => {
  if (!existsSync(join(catalogue, "catalogue.html")))
    throw new Error(
      "The catalogue of components is not built: run `pnpm e2e stories.spec.ts`, which builds it.",
    );
});

async function openCatalogue(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.route(`${ORIGIN}/**`, (route) =>
    route.fulfill({ path: join(catalogue, new URL(route.request().url()).pathname) }),
  );
  await page.goto(`${ORIGIN}/catalogue.html?test`);
  await page.evaluate(axeSource);
  return page.evaluate(() => globalThis.catalogue?.ids ?? []);
}

/** What axe finds, a line each. */
async function faultsOf(page: Page): Promise<string[]> {
  const hasMenu = (await page.getByRole("menu").count()) > 0;
  const without = hasMenu ? [...pageRules, ...menuRules] : pageRules;
  const options: RunOptions = {
    resultTypes: ["violations"],
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
  };
  const { violations } = await page.evaluate(
    (runOptions): Promise<AxeResults> => axe.run(runOptions),
    options,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** The first two have each theme and each language once; all four are taken where all tests run. */
const appearances = [
  { theme: "light", language: "en" },
  { theme: "dark", language: "zh-TW" },
  { theme: "dark", language: "en" },
  { theme: "light", language: "zh-TW" },
] as const;

for (const { theme, language } of appearances.slice(0, process.env["SOCKPIT_TESTS"] === "all" ? 4 : 2)) {
  test(`every component's stories show what they should, without faults for axe (${theme}, ${language})`, async ({
    page,
  }) => {
    const said: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) said.push(message.text());
    });
    page.on("pageerror", (error) => said.push(error.message));
    const ids = await openCatalogue(page);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) {
      const shows = await page.evaluate((look: Look) => globalThis.catalogue?.show(look) ?? [], {
        id,
        theme,
        language,
      });
      const missing = async () => {
        const body = page.locator("body");
        const shown = `${await body.ariaSnapshot()}\n${await body.textContent()}`;
        return shows.filter((text) => !shown.includes(text));
      };
      await expect.soft.configure({ timeout: 5000 }).poll(missing, `${id} shows`).toEqual([]);
      expect.soft(await faultsOf(page), `${id}: axe`).toEqual([]);
      expect.soft(said.splice(0), `${id}: console`).toEqual([]);
    }
  });
}

interface Box {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Pixels by which boxes may overlap: edges of letters, and what a line keeps above and below them. */
const SLACK_PX = 2;

function overlapping(boxes: readonly Box[]): string[] {
  return boxes.flatMap((box, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          Math.min(box.right, other.right) - Math.max(box.left, other.left) > SLACK_PX &&
          Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > SLACK_PX,
      )
      .map((other) => `${box.text} and ${other.text}`),
  );
}

/** The boxes of the texts in each element, in the window's pixels. */
function textBoxes(elements: readonly Element[]): Box[][] {
  return elements.map((element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const boxes: Box[] = [];
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right, top, bottom, width } = range.getBoundingClientRect();
      // What only a screen reader says is one pixel wide.
      if (node.parentElement?.offsetWidth === 1 || width === 0) continue;
      boxes.push({ text: node.textContent ?? "", left, right, top, bottom });
    }
    return boxes;
  });
}

const crowds = [
  { id: "diagram/Lanes: a chat server and five clients", clients: 5 },
  { id: "diagram/Lanes: sixteen programs", clients: 15 },
];

for (const { id, clients } of crowds) {
  test(`${id}: names are whole, arrows have their ports, and nothing overlaps`, async ({ page }) => {
    await openCatalogue(page);
    const look: Look = { id, theme: "light", language: "en" };
    await page.evaluate((wanted) => globalThis.catalogue?.show(wanted), look);
    const heads = page.getByRole("toolbar", { name: "Programs" });
    await expect(heads.getByRole("button")).toHaveCount(clients + 1);
    const names = (await heads.getByRole("button").evaluateAll(textBoxes)).flat();
    expect(overlapping(names)).toEqual([]);
    for (let number = 1; number <= clients; number += 1)
      expect(names.map(({ text }) => text)).toContain(`client-${number}.py`);

    const grid = page.getByRole("grid", { name: "What happened, oldest first" });
    for (const key of ["Home", "PageDown", "PageDown", "End"]) {
      await grid.press(key);
      const pane = await grid.evaluate((element) => element.getBoundingClientRect().toJSON());
      const rows = await grid.getByRole("row").evaluateAll(textBoxes);
      expect(rows.length).toBeGreaterThan(0);
      for (const boxes of rows) {
        expect(overlapping(boxes)).toEqual([]);
        const words = boxes.map(({ text }) => text);
        for (const { text, left, right } of boxes) {
          expect(left, text).toBeGreaterThanOrEqual(pane.left);
          expect(right, text).toBeLessThanOrEqual(pane.right + SLACK_PX);
        }
        if (words.some((word) => /^(SYN|SYN-ACK|ACK|DATA|FIN-ACK)$/.test(word)))
          expect(words.filter((word) => /^:\d+$/.test(word))).toHaveLength(2);
      }
    }
  });
}
