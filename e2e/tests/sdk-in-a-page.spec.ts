import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { repositoryPath } from "../parity/folder.js";
import { test } from "./server.js";

const client = repositoryPath("packages/client");

test("A page without a build of its own makes calls with the SDK's bundle, and reads the events", async ({
  browser,
  server,
}) => {
  await promisify(execFile)(process.execPath, [`${client}/node_modules/vite/bin/vite.js`, "build"], {
    cwd: client,
  });
  /** Chromium takes a page that a test fulfills for one of another network than the server's. */
  const context = await browser.newContext({ baseURL: server.url, permissions: ["local-network-access"] });
  const page = await context.newPage();
  await page.route("**/example/browser.html", (route) =>
    route.fulfill({ path: `${client}/examples/browser.html` }),
  );
  await page.route("**/example/sockpit-client.js", (route) =>
    route.fulfill({ path: `${client}/dist/bundle/sockpit-client.js` }),
  );
  await page.goto("/example/browser.html");
  await expect(page.locator("#received")).toHaveText("hello");
  await expect(page.locator("#calls li")).toHaveText(["socket", "bind", "sendto", "recvfrom"]);
  await context.close();
});
