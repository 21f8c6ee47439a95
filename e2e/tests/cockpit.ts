import { expect, type Locator, type Page } from "@playwright/test";

/** The page as a person uses it: programs by file name, buttons by what they say. */
export class Cockpit {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto("/");
    await expect(this.program("server.py")).toBeVisible();
  }

  program(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  output(name: string): Locator {
    return this.program(name).getByRole("log");
  }

  async write(name: string, source: string): Promise<void> {
    const editor = this.program(name).locator(".cm-content");
    await editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.insertText(source);
  }

  async run(name: string): Promise<void> {
    await this.program(name)
      .getByRole("button", { name: /^(Run|執行)/ })
      .click();
  }

  async stop(name: string): Promise<void> {
    await this.program(name)
      .getByRole("button", { name: /^(Stop|停止)/ })
      .click();
  }

  sockets(): Locator {
    return this.page.getByRole("region", { name: /^(Sockets|Kernel|核心|Socket)/ });
  }

  /** What happened, as the picture or as the list. */
  calls(): Locator {
    return this.page.getByRole("region", { name: /^(Sequence|Calls|時序|呼叫)/ });
  }

  /** Shows what happened as the picture or as the list. */
  async show(view: "Diagram" | "Calls"): Promise<void> {
    await this.calls().getByRole("button", { name: view, exact: true }).click();
  }
}
