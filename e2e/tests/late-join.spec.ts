import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";
import { WireLab } from "./wire-lab.js";

/** More than a lab keeps of its events. */
const EVENTS = 21_000;

/** Writes that are under way at once. */
const AT_ONCE = 500;

test("a page that joins when the lab's first events are gone shows its wire, its plots and where programs run", async ({
  page,
  server,
}) => {
  const { isolation } = await (await page.request.get(`${server.url}/healthz`)).json();
  test.skip(isolation.wire === null, "this machine has no wires");
  const lab = await WireLab.open(server.url, { wire: { settings: { delayMs: 50 } } });
  const client = await lab.start("client.py", "client");
  for (let count = 0; count < EVENTS; count += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, () => client.print("-\n")));
  await lab.listen(8088);
  const { fd } = await client.call("socket", {});
  await client.call("connect", { fd, address: { host: "server", port: 8088 } });
  const trace = await (
    await page.request.get(`${server.url}/api/labs/${lab.key.lab}/trace`, {
      headers: { authorization: `Bearer ${lab.key.token}` },
    })
  ).text();
  expect(trace).not.toContain('"wireChanged"');

  await lab.show(page);
  const cockpit = new Cockpit(page);
  await expect(page.getByRole("button", { name: "Plots", exact: true })).toBeVisible();
  await cockpit.packets("SYN-ACK").see();
  const diagram = page.getByRole("region", { name: "Sequence", exact: true });
  await expect(diagram).toContainText("client 10.0.0.1");
  await expect(diagram).toContainText("client.py");
  await page.getByRole("region", { name: "Wire" }).getByRole("button", { name: "Settings" }).click();
  await expect(page.getByRole("slider", { name: /^Delay/ })).toHaveAttribute("aria-valuetext", /50 ms/);
  await lab.close();
});
