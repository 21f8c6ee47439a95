import type { ElementHandle, Locator, Page } from "@playwright/test";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
];

async function runAll(page: Page): Promise<Cockpit> {
  const cockpit = new Cockpit(page);
  await cockpit.open();
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByText("finished (exit code 0)", { exact: true })).toHaveCount(2);
  return cockpit;
}

/** The chapters that the diagram offers to go to. */
function outline(cockpit: Cockpit): Locator {
  return cockpit.calls().getByRole("navigation", { name: "Chapters" }).getByRole("button");
}

for (const size of sizes) {
  test(`after Run all the handshake is on the screen, with its numbers: ${size.width} × ${size.height}`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    const cockpit = await runAll(page);
    const chapter = cockpit.rows(/Three-way handshake/).drawn();
    await expect(chapter).toContainText(
      /client\.py \(port \d+\) opens a connection to server\.py:8088 in 3 packets/,
    );
    await expect(chapter).toBeInViewport({ ratio: 0.9 });
    for (const text of [/SYN\s*seq=A \(\d+\)/, /SYN-ACK\s*seq=B \(\d+\) ack=A\+1/, /ACK\s*ack=B\+1/])
      await expect(cockpit.rows(text).drawn().last()).toBeInViewport({ ratio: 0.9 });
    await expect(outline(cockpit)).toHaveText(["Three-way handshake", "Data", "Closing"]);
  });
}

test("a chapter folds by its button and by the keyboard, and the outline leads to each", async ({ page }) => {
  const cockpit = await runAll(page);
  const synAck = cockpit.rows(/SYN-ACK/).drawn();
  await expect(synAck).toHaveCount(1);
  const fold = page.getByRole("button", { name: "Fold Three-way handshake" });
  await expect(fold).toHaveAttribute("aria-expanded", "true");
  await fold.press("Enter");
  await expect(synAck).toHaveCount(0);
  const unfold = page.getByRole("button", { name: "Unfold Three-way handshake" });
  await expect(unfold).toHaveAttribute("aria-expanded", "false");
  await unfold.click();
  await expect(synAck).toHaveCount(1);

  await outline(cockpit).filter({ hasText: "Closing" }).click();
  await expect(cockpit.rows(/FIN/).drawn().first()).toBeInViewport();
});

test("a view shows only how connections begin, or packets alone, and is kept over a reload", async ({
  page,
}) => {
  const cockpit = await runAll(page);
  await page.getByRole("button", { name: "Handshake only" }).press("Enter");
  await expect(cockpit.rows(/FIN|bind\(/).drawn()).toHaveCount(0);
  await expect(cockpit.rows(/connect\(/).drawn()).toHaveCount(1);
  await page.getByRole("button", { name: "Packets", exact: true }).click();
  await expect(cockpit.rows(/\w\(/).drawn()).toHaveCount(0);
  await page.getByRole("button", { name: "Fit", exact: true }).click();
  await expect(
    cockpit
      .rows(/finished \(exit code 0\)/)
      .drawn()
      .last(),
  ).toBeInViewport();
  await page.reload();
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(page.getByRole("button", { name: "Fit", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});

test("a replay goes event by event and from chapter to chapter, and says who does what and why", async ({
  page,
}) => {
  const cockpit = await runAll(page);
  const caption = page.getByRole("status", { name: "What happens at this moment" });
  const next = page.getByRole("button", { name: "Next chapter" });
  const replay = await page.getByRole("button", { name: "Replay from the beginning" }).elementHandle();
  // Both in one task: the first event is shown for a second, and a slow machine would look when it is over.
  await page.getByRole("button", { name: "Pause", exact: true }).evaluate(
    (pause: HTMLElement, start: HTMLElement) => {
      start.click();
      pause.click();
    },
    replay as ElementHandle<HTMLElement>,
  );
  await expect(caption).toHaveText(/server\.py starts as process \d+/);
  await next.click();
  await expect(caption).toHaveText(/Three-way handshake.*client\.py sends SYN to port 8088: .* A = \d+/);
  await expect(cockpit.rows(/SYN-ACK/).drawn()).toHaveCount(0);
  await page.getByRole("button", { name: "One event forward" }).click();
  await expect(caption).toHaveText(/answers SYN-ACK: .* B = \d+, and expects A\+1 = \d+ next/);
  await expect(cockpit.rows(/SYN-ACK/).drawn()).toHaveCount(1);
  await page.getByRole("button", { name: "One event back" }).click();
  await expect(caption).toHaveText(/sends SYN/);
  await next.click();
  await expect(caption).toHaveText(/^Data/);
  await page.getByRole("button", { name: "Previous chapter" }).click();
  await expect(caption).toHaveText(/sends SYN/);
  await page.getByRole("button", { name: /^Go to Closing: / }).click();
  await expect(caption).toHaveText(/Closing.*client\.py sends FIN/);

  await page.getByRole("combobox", { name: "Speed of replay" }).selectOption("5 events/s");
  await page.getByRole("button", { name: "Play from here" }).click();
  await expect(page.getByText("You are looking at the past.")).toBeHidden();
});
