import type { Locator, Page } from "@playwright/test";
import type { WireSettings } from "@sockpit/protocol";
import { expect, test } from "./server.js";
import { type HostProgram, WireLab } from "./wire-lab.js";

const hosts = ["client", "server", "cache"];
const port = 9000;

test.beforeEach(async ({ page, server: { url } }) => {
  const { isolation } = await (await page.request.get(`${url}/healthz`)).json();
  test.skip(isolation.wire == null, "this machine has no wires");
});

interface End {
  program: HostProgram;
  fd: number;
}

async function openEnd(lab: WireLab, host: string): Promise<End> {
  const program = await lab.start(`${host}.py`, host);
  const { fd } = await program.call("socket", { type: "SOCK_DGRAM" });
  await program.call("bind", { fd, address: { host: "", port } });
  return { program, fd };
}

const send = ({ program, fd }: End, host: string, text: string) =>
  program.call("sendto", { fd, data: { text }, address: { host, port } });

async function receive({ program, fd }: End): Promise<string> {
  const { data } = await program.call("recvfrom", { fd, bufsize: 100 });
  return new TextDecoder().decode(data as Uint8Array);
}

/** The line of two hosts. */
const line = (page: Page, a: string, b: string): Locator =>
  page.getByRole("list", { name: `On the wire, ${a} – ${b}` });

/** The directions that are set in a way, as the server says. */
async function directionsWith(lab: WireLab, isSo: (settings: WireSettings) => boolean): Promise<string[]> {
  const { directions } = await lab.rest.wire(lab.key);
  return directions.filter(({ settings }) => isSo(settings)).map(({ from, to }) => `${from} ${to}`);
}

test("a packet is held on the line of its two hosts, while those of others pass, and goes on when it is released", async ({
  page,
  server,
}) => {
  const lab = await WireLab.open(server.url, { hosts });
  await lab.show(page);
  for (const [a, b] of [
    ["client", "server"],
    ["client", "cache"],
    ["server", "cache"],
  ] as const)
    await expect(line(page, a, b)).toBeVisible();
  const client = await openEnd(lab, "client");
  const serving = await openEnd(lab, "server");
  const cache = await openEnd(lab, "cache");
  // Hosts know each other's hardware addresses from then on, where the wire carries frames.
  await send(cache, "server", "hello");
  expect(await receive(serving)).toBe("hello");

  await page.getByRole("button", { name: "Hold cache → server" }).press("Enter");
  await expect.poll(() => directionsWith(lab, ({ isHolding }) => isHolding)).toEqual(["cache server"]);
  await expect(page.getByRole("button", { name: "Hold every packet" })).toHaveAttribute(
    "aria-pressed",
    "mixed",
  );
  await send(cache, "server", "waits");
  await send(cache, "client", "passes");
  expect(await receive(client)).toBe("passes");

  const held = page.getByRole("list", { name: "Held packets, cache to server" });
  const row = held.getByRole("button", { name: /“waits”/ });
  await expect(row).toBeVisible();
  await expect(line(page, "server", "cache").getByTitle(/“waits”/)).toBeVisible();
  await expect(line(page, "client", "server").getByTitle(/“waits”/)).toHaveCount(0);
  await expect(line(page, "client", "cache").getByTitle(/“waits”/)).toHaveCount(0);
  await row.press("Enter");
  expect(await receive(serving)).toBe("waits");
  await expect(held).toHaveCount(0);
  await lab.close();
});

test("on a telephone the six lines of four hosts leave room for rows of the diagram", async ({
  page,
  server,
}) => {
  await page.setViewportSize({ width: 375, height: 812 });
  const lab = await WireLab.open(server.url, { hosts: [...hosts, "printer"] });
  await lab.show(page);
  await page.getByRole("tab", { name: "Diagram" }).click();
  await openEnd(lab, "client");
  const rows = page.getByRole("grid", { name: "What happened, oldest first" });
  await expect(rows.getByRole("row").filter({ hasText: "bind" })).toBeInViewport({ ratio: 1 });
  const { height = 0 } = (await rows.boundingBox()) ?? {};
  expect(height).toBeGreaterThan(150);
  await expect(line(page, "cache", "printer")).not.toBeInViewport();
  await line(page, "cache", "printer").scrollIntoViewIfNeeded();
  await expect(line(page, "cache", "printer")).toBeInViewport();
  await lab.close();
});

test("what is set for one direction of three hosts is set for no other, and said on its line", async ({
  page,
  server,
}) => {
  const lab = await WireLab.open(server.url, { hosts });
  await lab.show(page);
  await page.getByRole("button", { name: "Settings", exact: true }).press("Enter");
  const scope = page.getByRole("combobox", { name: "Set for" });
  await expect(scope.getByRole("option")).toHaveText([
    "All directions",
    "client → server",
    "server → client",
    "client → cache",
    "cache → client",
    "server → cache",
    "cache → server",
  ]);
  await scope.selectOption("cache → client");
  const delay = page.getByRole("textbox", { name: "Delay", exact: true });
  await delay.fill("70 ms");
  await delay.press("Enter");
  await expect.poll(() => directionsWith(lab, ({ delayMs }) => delayMs === 70)).toEqual(["cache client"]);
  expect(await directionsWith(lab, ({ delayMs }) => delayMs === 0)).toHaveLength(5);
  await expect(line(page, "client", "cache").getByText("Delay 70 ms")).toBeVisible();
  await expect(page.getByText("Delay 70 ms")).toHaveCount(1);

  // What others set is shown for the direction that it concerns.
  await lab.rest.setWire(lab.key, {
    directions: [{ from: "server", to: "cache", settings: { lossShare: 0.25 } }],
  });
  await expect(line(page, "server", "cache").getByText("Loss at random 25%")).toBeVisible();
  await scope.selectOption("server → cache");
  await expect(page.getByRole("textbox", { name: "Lost", exact: true })).toHaveValue("25%");
  await expect(delay).toHaveValue("0 ms");
  await scope.selectOption("All directions");
  await expect(page.getByText("The directions differ: shown is client → server.")).toBeVisible();
  await lab.close();
});

test("a cross with the packet and its cause stands where it was lost: on the line of its two hosts, and in the diagram", async ({
  page,
  server,
}) => {
  const lab = await WireLab.open(server.url, { hosts });
  await lab.show(page);
  const client = await openEnd(lab, "client");
  const serving = await openEnd(lab, "server");
  const cache = await openEnd(lab, "cache");
  // Hosts know each other's hardware addresses from then on, where the wire carries frames.
  await send(cache, "client", "hello");
  expect(await receive(client)).toBe("hello");
  await send(serving, "cache", "hello");
  expect(await receive(cache)).toBe("hello");
  await lab.rest.setWire(lab.key, {
    directions: [
      { from: "client", to: "cache", settings: { lossShare: 1 } },
      { from: "cache", to: "server", settings: { isHolding: true } },
    ],
  });

  await send(client, "cache", "lost");
  const name = "UDP 4 B “lost”: lost at random (100%)";
  const cross = line(page, "client", "cache").getByRole("img", { name });
  const lane = line(page, "client", "cache").getByRole("listitem").first();
  const diagram = page.getByRole("region", { name: "Sequence" });
  await expect(diagram.getByRole("img", { name })).toBeVisible();
  // On the wire it fades; at the moment of the loss it stays.
  await goBackTo(page, "never arrives at cache.py: lost at random (100%)");
  await expect(cross).toBeVisible();
  await expect(page.getByRole("img", { name })).toHaveCount(2);
  expect(await partOf(cross, lane)).toBeLessThan(0.4);
  await page.getByRole("button", { name: "Back to live" }).press("Enter");

  await send(cache, "server", "by hand");
  const held = page.getByRole("list", { name: "Held packets, cache to server" });
  await held.getByRole("button", { name: /“by hand”/ }).press("d");
  const byHand = "UDP 7 B “by hand”: dropped by hand";
  const stopped = line(page, "server", "cache").getByRole("img", { name: byHand });
  await expect(diagram.getByRole("img", { name: byHand })).toBeVisible();
  await send(client, "server", "afterwards");
  expect(await receive(serving)).toBe("afterwards");
  await expect(diagram.getByRole("row", { name: /UDP 10 B “afterwards”/ })).toBeVisible();
  await goBackTo(page, "never arrives at server.py: dropped by hand");
  await expect(stopped).toBeVisible();
  const part = await partOf(stopped, line(page, "server", "cache").getByRole("listitem").last());
  expect(Math.abs(part - 0.5)).toBeLessThan(0.1);
  await lab.close();
});

/** Goes back, event by event, to the one that says so. */
async function goBackTo(page: Page, says: string): Promise<void> {
  const moment = page.getByRole("status", { name: "What happens at this moment" });
  await page.getByRole("button", { name: "Pause", exact: true }).press("Enter");
  await expect(moment).not.toBeEmpty();
  for (
    let text = (await moment.textContent()) ?? "";
    !text.includes(says);
    text = (await moment.textContent()) ?? ""
  ) {
    await page.getByRole("button", { name: "One event back" }).press("Enter");
    await expect(moment).not.toHaveText(text);
  }
}

/** How far the middle of one thing is across another, from 0 to 1. */
async function partOf(thing: Locator, whole: Locator): Promise<number> {
  const [box, frame] = [await thing.boundingBox(), await whole.boundingBox()];
  if (box === null || frame === null) throw new Error("Not to be seen");
  return (box.x + box.width / 2 - frame.x) / frame.width;
}
