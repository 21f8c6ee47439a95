import puppeteer, { type Browser, type ElementHandle, type KeyInput, type Page } from "puppeteer-core";

/** Programs wait by JSPI, which Firefox has from this version on. */
const OLDEST_VERSION = 153;

/** For something to appear on the page: a first visit loads Python. */
const WAIT_MS = 60_000;

/** A Firefox as Mozilla and the distributions ship it, driven by WebDriver BiDi. */
export async function launchFirefox(preferences: Record<string, unknown> = {}): Promise<Browser> {
  const executablePath = process.env["SOCKPIT_FIREFOX"];
  if (executablePath === undefined) throw new Error("Set SOCKPIT_FIREFOX to the path of a Firefox.");
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    defaultViewport: { width: 1440, height: 900 },
    extraPrefsFirefox: preferences,
  });
  const version = await browser.version();
  if (Number(/\d+/.exec(version)?.[0]) >= OLDEST_VERSION) return browser;
  await browser.close();
  throw new Error(
    `${version} is too old: programs wait by JSPI, which Firefox has from ${OLDEST_VERSION} on.`,
  );
}

/** How often the page is looked at until something is there. */
const POLL_MS = 50;

const selectors = {
  button: "button",
  menuitem: "[role=menuitem]",
  menuitemradio: "[role=menuitemradio]",
  region: "section",
  textbox: "[role=textbox], input",
} as const;

type Role = keyof typeof selectors;

/** The page in Firefox, as a person uses it: everything by role and name. */
export class CockpitInFirefox {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    page.setDefaultTimeout(WAIT_MS);
    // The page asks whether to leave it while programs run.
    page.on("dialog", (dialog) => void dialog.accept());
  }

  /** Opens the page as on a first visit, but for what the browser's cache keeps: Python. */
  async open(url: string): Promise<void> {
    // Beside the page, which holds its database open.
    await this.#page.goto(`${url}/favicon.svg`);
    await this.#page.evaluate(async () => {
      localStorage.clear();
      sessionStorage.clear();
      const deleted = (name: string) =>
        new Promise<void>((resolve, reject) => {
          const deleting = indexedDB.deleteDatabase(name);
          deleting.onsuccess = () => resolve();
          deleting.onerror = () => reject(deleting.error);
        });
      for (const { name = "" } of await indexedDB.databases()) await deleted(name);
    });
    await this.#page.goto(url);
    await this.#find("region", "server.py");
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  async runAll(): Promise<void> {
    await this.click("button", "Run all");
  }

  /** Clicks what has this name on the page. */
  async click(role: Role, name: string): Promise<void> {
    const element = await this.#find(role, name);
    await element.click();
  }

  /** Opens a menu and takes a part of it. */
  async choose(menu: string, item: string): Promise<void> {
    await this.click("button", menu);
    await this.click("menuitem", item);
  }

  /** Presses a key where a program's text is written. */
  async key(name: string, key: KeyInput): Promise<void> {
    const editor = await this.#find("textbox", `Code of ${name}`);
    await editor.press(key);
  }

  /** Replaces what stands in a field. */
  async fill(field: string, text: string): Promise<void> {
    const element = await this.#find("textbox", field);
    await element.click({ count: 3 });
    await element.type(text);
  }

  /** Presses a button of a program: "Run", "Stop". */
  async press(name: string, button: string): Promise<void> {
    const program = await this.#find("region", name);
    const element = await this.#find("button", button, program);
    await element.click();
  }

  /** Replaces a program's text. Rejects where something else stands in its editor then. */
  async write(name: string, source: string): Promise<void> {
    const editor = await this.#find("textbox", `Code of ${name}`);
    await editor.focus();
    // Keys reach a page without focus, too, but what they select there does not always last.
    await this.#page.waitForFunction(
      (node) => node.closest(".cm-focused") !== null,
      { polling: POLL_MS },
      editor,
    );
    await this.#page.keyboard.down("Control");
    await this.#page.keyboard.press("a");
    await this.#page.keyboard.up("Control");
    await this.#page.waitForFunction(
      (node) => node.textContent === "" || document.getSelection()?.isCollapsed === false,
      { polling: POLL_MS },
      editor,
    );
    const shown = await this.#page.evaluate(
      async (text, node) => {
        document.execCommand("insertText", false, text);
        await new Promise((resolve) => setTimeout(resolve));
        return [...node.querySelectorAll(".cm-line")].map(({ textContent }) => textContent).join("\n");
      },
      source,
      editor,
    );
    if (shown !== source)
      throw new Error(`What was written into ${name} does not stand there, but:\n${shown}`);
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
      await this.#page.waitForFunction(
        (node, part) => node.textContent?.includes(part),
        { polling: POLL_MS },
        element,
        text,
      );
    } catch (cause) {
      const said = await element.evaluate((node) => node.textContent);
      const page = await this.#page.evaluate(() => document.body.textContent);
      throw new Error(
        `"${region}" does not say "${text}". It says:\n${said}\n\nThe whole page says:\n${page}`,
        { cause },
      );
    }
  }

  /**
   * Looks in the page: Firefox's own search by role turns on its accessibility engine, with which each step takes seconds.
   * Roles and names as assistive technology has them are tested in Chromium.
   */
  async #find(
    role: Role,
    name: string,
    within: ElementHandle | null = null,
  ): Promise<ElementHandle<Element>> {
    const handle = await this.#page.waitForFunction(
      findByName,
      { polling: POLL_MS },
      selectors[role],
      name,
      within,
    );
    return handle as ElementHandle<Element>;
  }
}

/** Runs in the page. */
function findByName(selector: string, name: string, within: Element | null): Element | null {
  const nameOf = (element: Element) => {
    const ids = element.getAttribute("aria-labelledby")?.split(" ") ?? [];
    const labels = [
      ...ids.map((id) => document.getElementById(id)),
      ...((element as HTMLInputElement).labels ?? []),
    ];
    const label = labels.map((part) => part?.textContent).join(" ") || element.textContent;
    return (element.getAttribute("aria-label") ?? label ?? "").trim();
  };
  const elements = [...(within ?? document).querySelectorAll(selector)];
  return elements.find((element) => nameOf(element) === name && element.checkVisibility()) ?? null;
}
