import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import { z } from "zod";
import { Cockpit } from "./cockpit.js";
import { expect, Server, test } from "./server.js";
import { hasTshark, readSegments } from "./wireshark.js";

/** Mermaid as one script, for a page of its own. */
const mermaid = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");

function exported(cockpit: Cockpit, name: string): Promise<Buffer> {
  const { page } = cockpit;
  return cockpit.saved(async () => {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByRole("menuitem", { name }).click();
  });
}

const SavedEvent = z.looseObject({
  event: z.string(),
  tcp: z.looseObject({ seq: z.number(), flags: z.array(z.string()) }).optional(),
});

/** The packets among the saved events. */
async function exportedPackets(cockpit: Cockpit): Promise<z.infer<typeof SavedEvent>[]> {
  const lines = (await exported(cockpit, "Events (NDJSON)")).toString().trimEnd().split("\n");
  return lines.map((line) => SavedEvent.parse(JSON.parse(line))).filter(({ event }) => event === "packet");
}

/** What an XML reader finds in a picture. */
function readSvg(page: Page, svg: string) {
  return page.evaluate((text) => {
    const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
    const texts = [...documentElement.querySelectorAll("text")];
    return {
      root: documentElement.nodeName,
      texts: texts.map((line) => [...line.querySelectorAll("tspan")].map((run) => run.textContent).join(" ")),
      background: documentElement.querySelector("rect")?.getAttribute("fill"),
    };
  }, svg);
}

test("the diagram and the lab's records are taken out of the page, and other tools read them", async ({
  page,
  context,
}) => {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.exchange();
  await expect(cockpit.sockets()).toContainText("TIME-WAIT");

  const packets = await exportedPackets(cockpit);
  expect(packets[0]?.tcp?.flags).toEqual(["SYN"]);

  const dark = await readSvg(page, (await exported(cockpit, "Picture (SVG)")).toString());
  expect(dark.root).toBe("svg");
  expect(dark.texts).toContain(`SYN seq=A (${packets[0]?.tcp?.seq})`);
  expect(dark.texts).toContain(`SYN-ACK seq=B (${packets[1]?.tcp?.seq}) ack=A+1`);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("button", { name: "calls", exact: true }).click();
  await page.getByTitle("Sequence numbers: relative. Switch to absolute, as they are on the wire").click();
  const filtered = await readSvg(page, (await exported(cockpit, "Picture (SVG)")).toString());
  expect(filtered.texts).toContain(`SYN seq=${packets[0]?.tcp?.seq}`);
  expect(filtered.texts.some((text) => text.includes("bind("))).toBe(false);

  const png = await exported(cockpit, "Picture (PNG)");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBeGreaterThan(1000);

  await page.getByRole("button", { name: "Show everything" }).click();
  const text = (await exported(cockpit, "Text (Mermaid)")).toString();
  const other = await context.newPage();
  await other.addScriptTag({ path: mermaid });
  const drawn = await other.evaluate(async (source) => {
    const { mermaid } = globalThis as unknown as {
      mermaid: {
        parse(text: string): Promise<object>;
        render(id: string, text: string): Promise<{ svg: string }>;
      };
    };
    await mermaid.parse(source);
    return (await mermaid.render("drawn", source)).svg;
  }, text);
  await other.close();
  expect(drawn).toContain("SYN-ACK");
  expect(drawn).toContain("伺服器等待連線中");
});

test("the saved packets are those of the saved events, as tshark reads them", async ({ page }, info) => {
  test.skip(!hasTshark(), "tshark is not installed");
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await cockpit.exchange();
  await expect(cockpit.sockets()).toContainText("TIME-WAIT");
  const file = info.outputPath("saved.pcapng");
  // The last packets may come between the one and the other.
  await expect(async () => {
    await writeFile(file, await exported(cockpit, "Packets (pcapng, for Wireshark)"));
    const packets = await exportedPackets(cockpit);
    expect((await readSegments(file)).map(({ seq }) => seq)).toEqual(packets.map(({ tcp }) => tcp?.seq));
  }).toPass();
});

test("where no packets are seen, Export says why, and a stream is made of the calls", async ({ page }) => {
  const server = await Server.start({ SOCKPIT_NETWORK: "mapped" }, { canCapture: false });
  try {
    const cockpit = new Cockpit(page);
    await page.goto(server.url);
    await cockpit.exchange();
    await page.getByRole("button", { name: "Export", exact: true }).click();
    const pcapng = page.getByRole("menuitem", { name: "Packets (pcapng, for Wireshark)" });
    await expect(pcapng).toHaveAttribute("aria-disabled", "true");
    await expect(page.getByRole("menu")).toContainText("CAP_NET_RAW");
    await page.keyboard.press("Escape");
    await cockpit.show("Calls");
    // The programs have their replies on connections of their own: the page's events may come a little later.
    await cockpit.callRows("recv").filter({ hasText: "哈囉" }).see();
    await cockpit.callRows("send").filter({ hasText: "您好" }).click();
    await page.getByRole("button", { name: "Follow the stream" }).click();
    const dialog = page.getByRole("dialog", { name: "Byte stream" });
    await expect(dialog).toContainText("its packets are not captured");
    const rows = dialog.getByRole("region", { name: "The bytes" });
    await expect(rows).toContainText("您好,伺服器!");
    await expect(rows).toContainText("哈囉,客戶端!資料已收到。");
  } finally {
    await page.close();
    await server.stop();
  }
});
