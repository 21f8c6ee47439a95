import type { Locator, Page } from "@playwright/test";
import type { WireSettings } from "@sockpit/protocol";
import { expect, test } from "./server.js";
import { WireLab } from "./wire-lab.js";

const port = 8088;

test.beforeEach(async ({ page, server: { url } }) => {
  const { isolation } = await (await page.request.get(`${url}/healthz`)).json();
  test.skip(isolation.wire == null, "this machine has no wires");
});

/** The page of a lab, with the wire's settings open. */
async function openSettings(page: Page, url: string): Promise<WireLab> {
  const lab = await WireLab.open(url);
  await lab.show(page);
  await page.getByRole("button", { name: "Settings", exact: true }).press("Enter");
  return lab;
}

/** How the server says that both directions are set. */
async function readBack(lab: WireLab): Promise<WireSettings[]> {
  return (await lab.rest.wire(lab.key)).directions.map(({ settings }) => settings);
}

async function type(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press("Enter");
}

test("every n-th datagram is lost where that kind of loss is chosen", async ({ page, server }) => {
  const lab = await openSettings(page, server.url);
  const receiver = await lab.start("server.py", "server");
  const { fd } = await receiver.call("socket", { type: "SOCK_DGRAM" });
  await receiver.call("bind", { fd, address: { host: "", port } });
  const sender = await lab.start("client.py", "client");
  const { fd: from } = await sender.call("socket", { type: "SOCK_DGRAM" });
  const send = (text: string) =>
    sender.call("sendto", { fd: from, data: { text }, address: { host: "server", port } });
  const receive = async () => {
    const { data } = await receiver.call("recvfrom", { fd, bufsize: 100 });
    return new TextDecoder().decode(data as Uint8Array);
  };
  // The first one has the hosts know each other's hardware addresses, where the wire carries frames.
  await send("hello");
  expect(await receive()).toBe("hello");
  await page.getByRole("combobox", { name: "Loss", exact: true }).selectOption("every n-th packet");
  await type(page.getByRole("textbox", { name: "Every n-th" }), "3");
  await expect
    .poll(async () => (await readBack(lab)).map(({ lossEveryNth }) => lossEveryNth))
    .toEqual([3, 3]);
  for (const text of ["1", "2", "3", "4", "5", "6", "7"]) await send(text);
  const came: string[] = [];
  for (let count = 0; count < 5; count += 1) came.push(await receive());
  const lost = ["1", "2", "3", "4", "5", "6", "7"].map((text) => !came.includes(text));
  const first = lost.indexOf(true);
  expect(lost.flatMap((isLost, at) => (isLost ? [at] : []))).toEqual([first, first + 3]);
  await page.getByRole("button", { name: "Done by hand" }).press("Enter");
  await expect(page.getByText("Loss of every n-th packet: n = 3")).toBeVisible();
  await lab.close();
});

test("loss in bursts is typed as the Gilbert-Elliott model has it, said in words, and replaced by a preset", async ({
  page,
  server,
}) => {
  const lab = await openSettings(page, server.url);
  const kind = page.getByRole("combobox", { name: "Loss", exact: true });
  await kind.selectOption("in bursts");
  await type(page.getByRole("textbox", { name: "Burst begins" }), "10%");
  await type(page.getByRole("textbox", { name: "Burst ends" }), "40");
  await type(page.getByRole("textbox", { name: "Burst loses" }), "50%");
  await expect(kind).toHaveAccessibleDescription(/here 2\.5 packets on average; 10% of all packets are lost/);
  const burst = { startShare: 0.1, endShare: 0.4, lossShare: 0.5 };
  await expect
    .poll(async () => (await readBack(lab)).map(({ lossBurst }) => lossBurst))
    .toEqual([burst, burst]);
  await type(page.getByRole("textbox", { name: "Burst ends" }), "200%");
  await expect(page.getByText("From 0% to 100%.")).toBeVisible();
  await page.getByRole("combobox", { name: "Preset" }).selectOption("Lossy");
  await expect(kind).toHaveValue("random");
  await expect(page.getByRole("textbox", { name: "Lost", exact: true })).toHaveValue("5%");
  await expect
    .poll(async () => (await readBack(lab)).map(({ lossBurst, lossShare }) => [lossBurst, lossShare]))
    .toEqual([
      [null, 0.05],
      [null, 0.05],
    ]);
  await lab.close();
});

test("a slider that is moved by arrow keys sets the wire to what it shows", async ({ page, server }) => {
  const lab = await openSettings(page, server.url);
  const slider = page.getByRole("slider", { name: "Delay, slider" });
  const shown = page.getByRole("textbox", { name: "Delay", exact: true });
  await expect(shown).toHaveValue("0 ms");
  await slider.press("ArrowRight");
  await expect(shown).toHaveValue("0.1 ms");
  await expect.poll(async () => (await readBack(lab)).map(({ delayMs }) => delayMs)).toEqual([0.1, 0.1]);
  for (let count = 0; count < 3; count += 1) await slider.press("PageUp");
  const value = Number.parseFloat(await shown.inputValue());
  expect(value).toBeGreaterThan(1);
  await expect(slider).toHaveAttribute("aria-valuetext", await shown.inputValue());
  await expect.poll(async () => (await readBack(lab)).map(({ delayMs }) => delayMs)).toEqual([value, value]);
  await slider.press("End");
  await expect(shown).toHaveValue("10 s");
  await slider.press("ArrowLeft");
  await expect(shown).not.toHaveValue("10 s");
  await lab.close();
});

test("a slider that is dragged with the mouse sets one direction to the last value of the drag", async ({
  page,
  server,
}) => {
  const lab = await openSettings(page, server.url);
  await page.getByRole("group", { name: "Set for" }).getByRole("button", { name: "server → client" }).click();
  const slider = page.getByRole("slider", { name: "Rate, slider" });
  const shown = page.getByRole("textbox", { name: "Rate", exact: true });
  await expect(shown).toHaveValue("no limit");
  const { x, y, width, height } = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const middle = y + height / 2;
  await page.mouse.move(x + width - 8, middle);
  await page.mouse.down();
  for (let part = 0.9; part > 0.45; part -= 0.05) await page.mouse.move(x + width * part, middle);
  await page.mouse.up();
  await expect(shown).toHaveValue(/^[\d.]+ [kM]bit\/s$/);
  const [, amount, unit] = /^([\d.]+) ([kM])bit/.exec(await shown.inputValue()) ?? [];
  const rate = Math.round(Number(amount) * (unit === "M" ? 1e6 : 1e3));
  await expect
    .poll(async () => (await readBack(lab)).map(({ rateBitsPerSecond }) => rateBitsPerSecond))
    .toEqual([null, rate]);
  await expect(shown).toHaveValue(`${amount} ${unit}bit/s`);
  await lab.close();
});
