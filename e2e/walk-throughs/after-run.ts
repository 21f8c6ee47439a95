import { type Browser, expect, type Locator } from "@playwright/test";
import { repositoryPath } from "../parity/folder.js";
import { Cockpit } from "../tests/cockpit.js";
import { hasFinished } from "./walk.js";

/** As CSS pixels: the last but one is 1440×900 at a zoom of 200 %, the last the text size for projectors. */
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 820, height: 1180 },
  { width: 375, height: 812 },
  { width: 720, height: 450 },
  { width: 1440, height: 900, textSize: "projector" },
];

const looks = [
  { locale: "en-US", colorScheme: "light" },
  { locale: "en-US", colorScheme: "dark" },
  { locale: "zh-TW", colorScheme: "light" },
  { locale: "zh-TW", colorScheme: "dark" },
] as const;

/** After the programs have ended, the diagram goes to where the run began within this time. */
const SETTLE_MS = 5_000;

/** Of a row: it may reach beyond its pane sideways. */
const ENOUGH = 0.8;

const handshake = ["SYN", "SYN-ACK", "ACK"];

/**
 * What is on the screen when both samples have run, at each size and in each look.
 * @returns the pictures on which the handshake is missing, with what is missing
 */
export async function picturesAfterRun(browser: Browser, baseURL: string): Promise<string[]> {
  const missing: string[] = [];
  for (const { textSize = "normal", ...size } of sizes) {
    for (const look of looks) {
      const name = `${size.width}x${size.height}-${textSize}-${look.locale}-${look.colorScheme}`;
      const context = await browser.newContext({ baseURL, viewport: size, ...look });
      const page = await context.newPage();
      await page.addInitScript((value) => localStorage.setItem("sockpit.text-size", value), textSize);
      const cockpit = new Cockpit(page);
      await page.goto("/");
      await page.getByRole("button", { name: /^(Run all|全部執行)/ }).click();
      for (const program of ["server.py", "client.py"]) await hasFinished(page, program);
      for (const packet of handshake) {
        if (!(await isInView(cockpit.packets(packet).drawn().first()))) missing.push(`${name}: ${packet}`);
      }
      const file = repositoryPath(`test-results/walk-throughs/after-run/${name}.png`);
      await page.screenshot({ path: file, animations: "disabled" });
      console.log(file);
      await context.close();
    }
  }
  return missing;
}

async function isInView(row: Locator): Promise<boolean> {
  try {
    await expect(row).toBeInViewport({ ratio: ENOUGH, timeout: SETTLE_MS });
    return true;
  } catch {
    return false;
  }
}
