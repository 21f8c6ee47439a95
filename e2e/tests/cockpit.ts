import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import * as programs from "./programs.js";
import { Rows } from "./rows.js";

/** The page as a person uses it: programs by file name, buttons by what they say. */
export class Cockpit {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(path = "/"): Promise<void> {
    await this.page.goto(path);
    await expect(this.program("server.py")).toBeVisible();
  }

  program(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  output(name: string): Locator {
    return this.program(name).getByRole("log");
  }

  /** What a program has printed to standard output: the log without what has a role there. It may print more. */
  async printed(name: string): Promise<string> {
    return this.output(name).evaluate((log) =>
      [...log.children]
        .filter((piece) => !piece.hasAttribute("role"))
        .map(({ textContent }) => textContent)
        .join(""),
    );
  }

  /** Waits until a program has ended and can be run again. */
  async end(name: string): Promise<void> {
    await expect(this.program(name).getByRole("button", { name: /^(Run|執行)/ })).toBeEnabled();
  }

  /** What a program's failure means, beside its output. */
  hint(name: string): Locator {
    return this.program(name).getByRole("region", { name: "What this means" });
  }

  editor(name: string): Locator {
    return this.program(name).getByRole("textbox", { name: /^Code of |的程式碼$/ });
  }

  /** Lines of a program's text of which this is said: "waiting here", "the selected call". */
  lines(name: string, mark: string): Locator {
    return this.editor(name).getByRole("group", { name: mark });
  }

  async write(name: string, source: string): Promise<void> {
    const editor = this.editor(name);
    // Not by a click, which goes to its middle: that may be out of view.
    await editor.focus();
    await editor.press("ControlOrMeta+a");
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

  /** Writes both programs, runs the server, and as soon as it listens the client. */
  async runServerThenClient(server: string, client: string): Promise<void> {
    await this.write("server.py", server);
    await this.write("client.py", client);
    await this.run("server.py");
    await expect(this.sockets()).toContainText("LISTEN");
    await this.run("client.py");
  }

  /** Runs the two programs of programs.ts to their end. */
  async exchange(): Promise<void> {
    await this.write("server.py", programs.server);
    await this.write("client.py", programs.client);
    await this.run("server.py");
    await this.callRows("accept").see();
    await this.run("client.py");
    await expect(this.output("server.py")).toContainText("您好,伺服器!");
    await expect(this.output("client.py")).toContainText("資料已收到");
  }

  /** What a button saves, as bytes. */
  async saved(press: () => Promise<void>): Promise<Buffer> {
    const download = this.page.waitForEvent("download");
    await press();
    return readFileSync(await (await download).path());
  }

  sockets(): Locator {
    return this.page.getByRole("region", { name: /^(Sockets|Kernel|核心|Socket)/ });
  }

  /** The sockets that belong to what is chosen. */
  chosenSockets(): Locator {
    return this.sockets().locator('li[aria-current="true"]');
  }

  /** What happened, as the picture or as the list. */
  calls(): Locator {
    return this.page.getByRole("region", { name: /^(Sequence|Calls|時序|呼叫)/ });
  }

  /** Rows of the diagram, or of the list, that say this; all without a text. */
  rows(text?: string | RegExp): Rows {
    const grid = this.calls().getByRole("grid");
    const rows = grid.getByRole("row");
    return new Rows(grid, text === undefined ? rows : rows.filter({ hasText: text }));
  }

  /** Rows in which calls of this name begin. */
  callRows(name: string): Rows {
    return this.rows().filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  /** Rows in which calls of this name begin, or end, with their results. */
  callAndReturnRows(name: string): Rows {
    return this.rows(new RegExp(`(?<![a-z_])${name}(\\(|↩)`));
  }

  /** The diagram's packets of this name, `SYN-ACK` say, or all. */
  packets(name?: string): Rows {
    if (name === undefined) return this.rows(/\S to \S[^:]*: /);
    return this.rows().filter({ has: this.page.getByRole("link", { name, exact: true }) });
  }

  /** A program's answer to `input()`. */
  async answer(name: string, line: string): Promise<void> {
    const field = this.program(name).getByRole("textbox", { name: /is waiting for input/ });
    await field.fill(line);
    await field.press("Enter");
  }

  /** Shows what happened as the picture or as the list. */
  async show(view: "Diagram" | "Calls"): Promise<void> {
    await this.calls().getByRole("button", { name: view, exact: true }).click();
  }
}
