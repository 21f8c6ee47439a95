import { AxeBuilder } from "@axe-core/playwright";
import { z } from "zod";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

test("a connection's bytes are followed in both directions, from a packet and from a call", async ({
  page,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.exchange();
  await cockpit.packets("DATA").filter({ hasText: "您好" }).click();
  const detail = page.getByRole("region", { name: "The selected packet" });
  const data = detail.getByRole("region", { name: "Data" });
  await expect(data).toContainText("您好,伺服器!");
  await data.getByRole("button", { name: "Hex" }).click();
  await expect(data).toContainText("e6 82 a8 e5 a5 bd 2c e4  bc ba");
  await data.getByRole("button", { name: "Both" }).click();
  await expect(data).toContainText("您好,伺服器");
  expect((await cockpit.saved(() => data.getByRole("button", { name: "Save" }).click())).toString()).toBe(
    "您好,伺服器!",
  );

  await detail.getByRole("button", { name: "Follow the stream" }).click();
  const dialog = page.getByRole("dialog", { name: "Byte stream" });
  const rows = dialog.getByRole("region", { name: "The bytes" });
  await dialog.getByRole("button", { name: "Text" }).click();
  await expect(rows).toContainText("client.py → server.py");
  await expect(rows).toContainText("您好,伺服器!");
  await expect(rows).toContainText("哈囉,客戶端!資料已收到。");
  await dialog.getByRole("button", { name: /^server\.py → client\.py/ }).click();
  await expect(rows).not.toContainText("您好,伺服器!");
  await expect(rows).toContainText("哈囉,客戶端!資料已收到。");
  const answer = await cockpit.saved(() => dialog.getByRole("button", { name: "Save" }).click());
  expect(answer.toString()).toBe("哈囉,客戶端!資料已收到。");
  const { violations } = await new AxeBuilder({ page }).include(".dialog-stream").analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  await page.keyboard.press("Escape");

  await cockpit.show("Calls");
  await cockpit.callRows("send").filter({ hasText: "哈囉" }).click();
  await page
    .getByRole("region", { name: "The selected call" })
    .getByRole("button", { name: "Follow the stream" })
    .click();
  await expect(rows).toContainText("哈囉,客戶端!資料已收到。");
});

test("a character that recv splits is shown as its two halves", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.write(
    "client.py",
    "import socket\na, b = socket.socketpair()\na.send('您好'.encode())\nb.recv(4)\nprint(b.recv(9))\n",
  );
  await cockpit.run("client.py");
  await expect(cockpit.output("client.py")).toContainText("b'");
  await cockpit.show("Calls");
  const detail = page.getByRole("region", { name: "The selected call" });
  await cockpit.rows("recv(4)").click();
  await expect(detail).toContainText("您E5…");
  await expect(detail).toContainText("It ends inside a character (its first 1 byte).");
  await cockpit.rows("recv(9)").click();
  await expect(detail).toContainText("…A5 BD");
  await expect(detail).toContainText("It begins inside a character (its last 2 bytes).");

  await detail.getByRole("button", { name: "Follow the stream" }).click();
  const dialog = page.getByRole("dialog", { name: "Byte stream" });
  await expect(dialog).toContainText("from the calls on this socket");
  await expect(dialog.getByRole("region", { name: "The bytes" })).toContainText("您好");
});

const bulkServer = `import socket
listener = socket.create_server(('127.0.0.1', 8088))
conn, _ = listener.accept()
received = 0
while data := conn.recv(1 << 20):
    received += len(data)
print('received', received)
`;

const bulkClient = `import socket
sk = socket.create_connection(('127.0.0.1', 8088))
line = '一行文字 and some more, to be read as text 0123456789\\n'.encode()
data = (line * (10_000_000 // len(line) + 1))[:10_000_000]
sk.sendall(data)
sk.close()
`;

/** What a person would feel as a page that hangs. */
const LONGEST_TASK_MS = 200;

const TraceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  /** Microseconds of the processor's time. */
  tdur: z.number().optional(),
  args: z.record(z.string(), z.unknown()).optional(),
});

test("ten megabytes are followed, scrolled, shown as hex and searched to their end without a long task", async ({
  page,
  browser,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.runServerThenClient(bulkServer, bulkClient);
  await expect(cockpit.output("server.py")).toContainText("received 10000000");
  await cockpit.packets("FIN-ACK").click();
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline", "toplevel"] });

  await page.getByRole("button", { name: "Follow the stream" }).click();
  const dialog = page.getByRole("dialog", { name: "Byte stream" });
  const rows = dialog.getByRole("region", { name: "The bytes" });
  await expect(rows).toContainText("一行文字 and some more");
  await expect(dialog).toContainText("10.0 MB");
  for (const form of ["Hex", "Both", "Text"]) {
    await dialog.getByRole("button", { name: form, exact: true }).click();
    await expect(rows).toHaveAttribute("aria-busy", "false");
    await rows.focus();
    // The browser may give up its animation on the way: a person presses the key again.
    await expect(async () => {
      await page.keyboard.press("End");
      await expect(rows).toContainText(form === "Text" ? "read as" : "00989670", { timeout: 2000 });
    }).toPass();
    await page.keyboard.press("Home");
    for (let pages = 0; pages < 20; pages += 1) await page.keyboard.press("PageDown");
  }
  const bytes = await cockpit.saved(() => dialog.getByRole("button", { name: "Save" }).click());
  expect(bytes.length).toBe(10_000_000);
  const longest = longestTaskMs(await browser.stopTracing());
  expect(longest).toBeGreaterThan(0);
  expect(longest).toBeLessThan(LONGEST_TASK_MS);
});

/** Tasks, and what promises do after them. */
function isTask(name: string): boolean {
  return name.endsWith("RunTask") || name.endsWith("PerformMicrotaskCheckpoint");
}

/** The longest task of the page's main thread in a trace, by the time that it computed: other load does not count. */
function longestTaskMs(trace: Buffer): number {
  const { traceEvents } = z.object({ traceEvents: z.array(TraceEvent) }).parse(JSON.parse(trace.toString()));
  const threadOf = ({ pid, tid }: z.infer<typeof TraceEvent>) => `${pid} ${tid}`;
  const pages = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.["name"] === "CrRendererMain")
      .map(threadOf),
  );
  const times = traceEvents
    .filter((event) => isTask(event.name) && pages.has(threadOf(event)))
    .map(({ tdur }) => (tdur ?? 0) / 1000);
  return times.reduce((longest, time) => Math.max(longest, time), 0);
}
