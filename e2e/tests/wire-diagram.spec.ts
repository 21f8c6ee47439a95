import type { Page } from "@playwright/test";
import { RecordedLab, type WireLab } from "../recordings/recorded-lab.js";
import { loss, lossLab, openEnds, serverAddress } from "../recordings/wire-stories.js";
import { Cockpit } from "./cockpit.js";
import { expect, test } from "./server.js";

/** A lab with hosts on a wire, which a page follows; its programs run outside of the page. */
async function followed(page: Page, made: WireLab, url: string): Promise<[RecordedLab, Cockpit]> {
  const lab = await RecordedLab.open(url, made);
  await page.addInitScript((key) => sessionStorage.setItem("sockpit.lab", JSON.stringify(key)), lab.key);
  const cockpit = new Cockpit(page);
  await cockpit.open();
  return [lab, cockpit];
}

test.beforeEach(async ({ request }) => {
  const { isolation } = await (await request.get("/healthz")).json();
  test.skip(isolation.wire === null, "no wire between hosts on this machine");
});

test("a segment that is lost says what dropped it, and its retransmission leads to it", async ({
  page,
  server,
}) => {
  const [lab, cockpit] = await followed(page, lossLab, server.url);
  await loss(lab);
  const lost = cockpit.rows("dropped by the rule drop-first");
  await lost.see();
  const again = cockpit.packets("DATA").filter({ hasText: /packet \d+ again, \d+ ms later/ });
  await again.click();
  const detail = page.getByRole("region", { name: "The selected packet" });
  await expect(detail).toContainText(/first sent as\s*packet \d+\s*dropped by the rule drop-first/);
  await expect(detail).toContainText("client → server");
  await expect(detail).toContainText("time on the wire");
  await expect.poll(async () => (await lost.read()).map(({ isRelated }) => isRelated)).toEqual([true]);
  await detail.getByRole("button", { name: /^packet \d+$/ }).click();
  await expect(detail).toContainText("decided by");
  await expect(detail).toContainText(/sent again as\s*packet \d+/);
  await lab.close();
});

test("a SYN-ACK that is held keeps the client in SYN-SENT until it is let go", async ({ page, server }) => {
  const made: WireLab = {
    hosts: ["client", "server"],
    wire: {
      settings: { delayMs: 10 },
      rules: [{ id: "hold-syn-ack", match: { flags: ["SYN", "ACK"] }, action: { do: "hold" } }],
    },
  };
  const [lab, cockpit] = await followed(page, made, server.url);
  const { client, fd } = await openEnds(lab);
  const connecting = client.call("connect", { fd, address: serverAddress }, 3);
  await lab.untilHeld(1);
  await cockpit.packets("SYN-ACK").filter({ hasText: "held on the wire" }).see();
  await expect(cockpit.sockets().getByText("SYN-SENT", { exact: true })).toHaveCount(1);
  await expect(cockpit.sockets()).toContainText("SYN-RECEIVED");
  await lab.act(lab.held[0] ?? 0, "release");
  await connecting;
  await cockpit.rows(/SYN-ACK.*was held/).see();
  await expect(cockpit.sockets().getByText("ESTABLISHED", { exact: true })).toHaveCount(2);
  await lab.close();
});
