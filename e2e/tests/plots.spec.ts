import type { Page } from "@playwright/test";
import { RecordedLab } from "../recordings/recorded-lab.js";
import { reno, renoLab } from "../recordings/reno.js";
import { expect, test } from "./server.js";

/** A page on a lab with a wire over which a transfer with reno has gone. Undefined where this machine has no wires. */
async function openTransfer(page: Page, url: string): Promise<RecordedLab | undefined> {
  const health = (await (await page.request.get(`${url}/healthz`)).json()) as {
    isolation: { wire?: string | null };
  };
  if (health.isolation.wire === null || health.isolation.wire === undefined) return undefined;
  const lab = await RecordedLab.open(url, renoLab);
  await page.addInitScript((key) => sessionStorage.setItem("sockpit.lab", JSON.stringify(key)), lab.key);
  await page.goto("/");
  await reno(lab);
  return lab;
}

test("a transfer over a wire is plotted, in step with the moment that the page shows", async ({
  page,
  server,
}) => {
  const lab = await openTransfer(page, server.url);
  test.skip(lab === undefined, "this machine has no wires");
  await page.getByRole("button", { name: "Plots", exact: true }).click();
  const plots = page.getByRole("region", { name: "Plots", exact: true });
  await expect(plots).toContainText("Congestion control: reno");
  await expect(plots.getByRole("combobox", { name: "Connection and direction" })).toContainText("client.py");

  const moment = plots.getByRole("slider", { name: "Moment in the plots" });
  await plots.getByRole("button", { name: "Previous loss or retransmission" }).click();
  await expect(page.getByRole("region", { name: "Time", exact: true })).toHaveAttribute("data-past", "");
  const before = await moment.getAttribute("aria-valuetext");
  await moment.press("ArrowLeft");
  await expect(moment).not.toHaveAttribute("aria-valuetext", before ?? "");

  const chart = plots.getByRole("region", { name: "Windows and bytes in flight" });
  const atKey = await moment.getAttribute("aria-valuetext");
  await chart.click({ position: { x: 150, y: 150 } });
  await expect(moment).not.toHaveAttribute("aria-valuetext", atKey ?? "");

  const toggle = chart.getByRole("button", { name: /^receive window/ });
  await expect(toggle).toHaveAttribute("aria-pressed", "false");
  await toggle.click();
  await expect(toggle).toHaveAttribute("aria-pressed", "true");

  await plots.getByText(/^As a table/).click();
  await expect(plots.getByRole("row").nth(1)).toContainText("kB");
  const download = page.waitForEvent("download");
  await plots.getByRole("button", { name: "Samples as CSV" }).click();
  expect((await download).suggestedFilename()).toBe("tcp-samples.csv");
  await lab?.close();
});

test("a lab without a wire has no plots", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: "Diagram", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Plots", exact: true })).toHaveCount(0);
});
