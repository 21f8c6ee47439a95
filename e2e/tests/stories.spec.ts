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

for (const theme of ["dark", "light"] as const) {
  for (const language of ["en", "zh-TW"] as const) {
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
}
