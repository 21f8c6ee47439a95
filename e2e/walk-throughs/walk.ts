import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { repositoryPath } from "../parity/folder.js";
import { Cockpit } from "../tests/cockpit.js";

/** What one kind of user does in the page, from the first visit on. */
export interface WalkThrough {
  /** The name of its folder: "student". */
  name: string;
  looks: Pick<BrowserContextOptions, "locale" | "colorScheme" | "viewport">;
  go: (walk: Walk) => Promise<void>;
}

/** For what a step wants to be there: a walk that goes no further ends, and leaves a picture of where it did. */
const WAIT_MS = 30_000;

/** A walk through the page that leaves a numbered picture of each step. */
export class Walk {
  readonly page: Page;
  readonly cockpit: Cockpit;
  readonly #folder: string;
  #steps = 0;

  private constructor(page: Page, folder: string) {
    this.page = page;
    this.cockpit = new Cockpit(page);
    this.#folder = folder;
  }

  static async take(walkThrough: WalkThrough, browser: Browser, baseURL: string): Promise<void> {
    const folder = repositoryPath(`test-results/walk-throughs/${walkThrough.name}`);
    mkdirSync(folder, { recursive: true });
    const context = await browser.newContext({ baseURL, ...walkThrough.looks });
    context.setDefaultTimeout(WAIT_MS);
    const walk = new Walk(await context.newPage(), folder);
    try {
      await walkThrough.go(walk);
    } catch (error) {
      await walk.page.screenshot({ path: join(folder, "failed.png") });
      throw error;
    } finally {
      await context.close();
    }
  }

  /** Does something, and keeps a picture of what the page shows then, under what was done: "runs-all". */
  async step(did: string, act: () => Promise<unknown>): Promise<void> {
    this.#steps += 1;
    const file = `${String(this.#steps).padStart(2, "0")}-${did}.png`;
    await act();
    await this.page.screenshot({ path: join(this.#folder, file), animations: "disabled" });
    console.log(join(this.#folder, file));
  }
}

/** Waits until the page has announced that a program has ended. */
export async function hasFinished(page: Page, program: string): Promise<void> {
  const announced = page.getByRole("status").filter({ hasText: program });
  await announced.filter({ hasText: /finished|已結束/ }).waitFor();
}
