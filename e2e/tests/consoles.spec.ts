import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./server.js";

/** A console, as a person uses it. */
class ConsoleOfPage {
  readonly page: Page;
  readonly name: string;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
  }

  get log() {
    return this.page.getByRole("log", { name: "Calls and results" });
  }

  async show(): Promise<void> {
    await this.page.getByRole("tab", { name: `Console ${this.name}` }).click();
  }

  /** Writes a call and makes it. */
  async call(text: string): Promise<void> {
    const line = this.page.getByRole("textbox", { name: "Call", exact: true });
    await expect(this.page.getByRole("button", { name: "Interrupt" })).toBeHidden();
    await line.focus();
    await this.page.keyboard.insertText(text);
    await line.press("Enter");
    await expect(line).toHaveText("");
  }

  async result(text: string): Promise<void> {
    await expect(this.log).toContainText(text);
  }
}

async function openConsole(page: Page, name: string): Promise<ConsoleOfPage> {
  await page.getByRole("menuitem", { name: "Console" }).click();
  await page.getByRole("textbox", { name: "Name of the process" }).fill(name);
  return new ConsoleOfPage(page, name);
}

test("an exchange made by hand in two consoles is recorded as Python, which prints the same under python3", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Other end" }).click();
  const server = await openConsole(page, "server");
  await server.call("sk = socket.socket()");
  await server.call("sk.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)");
  await server.call("sk.bind(('127.0.0.1', 8088))");
  await server.call("sk.listen(5)");
  await server.call("print('正在等待客戶端連線……')");
  await server.call("sk.acceptx()");
  await server.result("Did you mean `accept`?");

  await test.step("a call that waits is interrupted, and made again with ↑", async () => {
    await server.call("conn, addr = sk.accept()");
    await server.result("waits …");
    await page.getByRole("button", { name: "Interrupt" }).click();
    await server.result("KeyboardInterrupt");
    const line = page.getByRole("textbox", { name: "Call", exact: true });
    await line.press("ArrowUp");
    await expect(line).toHaveText("conn, addr = sk.accept()");
    await line.press("Enter");
    await server.result("waits …");
  });

  await page.getByRole("button", { name: "Add", exact: true }).last().click();
  const client = await openConsole(page, "client");
  await client.call("sk = socket.socket()");
  await client.call("sk.connect(('127.0.0.1', 8088))");
  await client.call("sk.send('你好,伺服器!'.encode('utf-8'))");
  await client.result("17");
  await server.show();
  await server.call("print('客戶端已連線到伺服器……')");
  await server.call("conn.recv(1024)");
  await server.call("print(_.decode('utf-8'))");
  await server.result("你好,伺服器!");
  await server.call("conn.send('你好,客戶端,已收到您的資訊!'.encode('utf-8'))");
  await server.call("conn.close()");
  await client.show();
  await client.call("print(sk.recv(1024).decode('utf-8'))");
  await client.result("已收到您的資訊!");
  await client.call("sk.close()");

  const programs = await recorded(page);
  const listening = python3(programs.get("server.py") ?? "");
  await listening.firstLine;
  expect(await python3(programs.get("client.py") ?? "").printed).toBe("你好,客戶端,已收到您的資訊!\n");
  expect(await listening.printed).toBe("正在等待客戶端連線……\n客戶端已連線到伺服器……\n你好,伺服器!\n");
});

/** What *Record* saves as Python, by file name. */
async function recorded(page: Page): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const both = new Promise<void>((resolve) => {
    page.on("download", async (download) => {
      files.set(download.suggestedFilename(), readFileSync(await download.path(), "utf8"));
      if (files.size === 2) resolve();
    });
  });
  await page.getByRole("button", { name: "Record" }).click();
  await page.getByRole("menuitem", { name: "Save as Python" }).click();
  await both;
  return files;
}

interface Printing {
  readonly firstLine: Promise<unknown>;
  readonly printed: Promise<string>;
}

function python3(source: string): Printing {
  const child = spawn("python3", ["-u", "-c", source], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (data) => {
    text += data;
  });
  const closed = once(child, "close").then(([status]) => {
    expect(status).toBe(0);
    return text;
  });
  return { firstLine: Promise.race([once(child.stdout, "data"), closed]), printed: closed };
}
