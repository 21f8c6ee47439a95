import puppeteer, { type Browser, type ElementHandle, type Page } from "puppeteer-core";

/** Programs wait by JSPI, which Firefox has from this version on. */
const OLDEST_VERSION = 153;

/** For something to appear on the page: a first visit loads Python. */
const WAIT_MS = 60_000;

/** A Firefox as Mozilla and the distributions ship it, driven by WebDriver BiDi. */
export async function launchFirefox(): Promise<Browser> {
  const executablePath = process.env["SOCKPIT_FIREFOX"];
  if (executablePath === undefined) throw new Error("Set SOCKPIT_FIREFOX to the path of a Firefox.");
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    defaultViewport: { width: 1440, height: 900 },
  });
  const version = await browser.version();
  if (Number(/\d+/.exec(version)?.[0]) >= OLDEST_VERSION) return browser;
  await browser.close();
  throw new Error(
    `${version} is too old: programs wait by JSPI, which Firefox has from ${OLDEST_VERSION} on.`,
  );
}

/** The page in Firefox, as a person uses it: everything by role and name. */
export class CockpitInFirefox {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    page.setDefaultTimeout(WAIT_MS);
  }

  async open(url: string): Promise<void> {
    await this.#page.goto(url);
    await this.#find("region", "server.py");
  }

  async runAll(): Promise<void> {
    const button = await this.#find("button", "Run all");
    await button.click();
  }

  /** Presses a button of a program: "Run", "Stop". */
  async press(name: string, button: string): Promise<void> {
    const program = await this.#find("region", name);
    const element = await this.#find("button", button, program);
    await element.click();
  }

  /** Replaces a program's text. */
  async write(name: string, source: string): Promise<void> {
    const editor = await this.#find("textbox", `Code of ${name}`);
    await editor.focus();
    await this.#page.keyboard.down("Control");
    await this.#page.keyboard.press("a");
    await this.#page.keyboard.up("Control");
    await this.#page.evaluate((text) => document.execCommand("insertText", false, text), source);
  }

  /** Types a line where a program reads its input. */
  async answer(name: string, line: string): Promise<void> {
    const field = await this.#find("textbox", `${name} is waiting for input`);
    await field.focus();
    await this.#page.keyboard.type(`${line}\n`);
  }

  /** Waits until a region of the page says this: a program's, "Sequence", "Sockets in the kernel". */
  async says(region: string, text: string): Promise<void> {
    const element = await this.#find("region", region);
    try {
      await this.#page.waitForFunction((node, part) => node.textContent?.includes(part), {}, element, text);
    } catch (cause) {
      const said = await element.evaluate((node) => node.textContent);
      throw new Error(`"${region}" does not say "${text}". It says:\n${said}`, { cause });
    }
  }

  async #find(
    role: string,
    name: string,
    within: Page | ElementHandle = this.#page,
  ): Promise<ElementHandle<Element>> {
    const element = await within.waitForSelector(`::-p-aria([role="${role}"][name="${name}"])`);
    if (element === null) throw new Error(`There is no ${role} "${name}".`);
    return element;
  }
}
