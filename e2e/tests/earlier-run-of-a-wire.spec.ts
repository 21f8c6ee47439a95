import { RecordedLab } from "../recordings/recorded-lab.js";
import { reno, renoLab } from "../recordings/reno.js";
import { labChip } from "./new-lab.js";
import { expect, test } from "./server.js";

test("an earlier run of a lab of hosts keeps its wire, what became of packets, and its plots; the next lab has its hosts", async ({
  page,
  server,
}) => {
  const { isolation } = (await (await page.request.get("/healthz")).json()) as {
    isolation: { wire?: string | null };
  };
  test.skip(isolation.wire == null, "this machine has no wires");
  const lab = await RecordedLab.open(server.url, renoLab);
  await page.goto("/");
  await expect(labChip(page)).toContainText("private network");
  await page.evaluate((key) => sessionStorage.setItem("sockpit.lab", JSON.stringify(key)), lab.key);
  await page.reload();
  await reno(lab);
  await labChip(page).click();
  await page.getByRole("button", { name: "Reset network" }).click();
  await expect(labChip(page)).toContainText("client – server");
  await expect(labChip(page)).not.toContainText(lab.key.lab);

  await page.getByRole("button", { name: "1 earlier run" }).click();
  await page.getByRole("menuitem").first().click();
  await expect(
    page.getByText("This lab has ended: its wire can be looked at, and not changed."),
  ).toBeVisible();
  await expect(page.getByText(/arrives after 1\d ms/).first()).toBeVisible();
  await page.getByRole("button", { name: "Plots", exact: true }).click();
  const plots = page.getByRole("region", { name: "Plots", exact: true });
  await expect(plots).toContainText("Congestion control: reno");
  await plots.getByRole("button", { name: "Previous loss or retransmission" }).click();
  await expect(page.getByRole("region", { name: "Time", exact: true })).toHaveAttribute("data-past", "");
});
