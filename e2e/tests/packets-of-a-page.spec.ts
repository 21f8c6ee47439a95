import { Cockpit } from "./cockpit.js";
import { packetName } from "./rows.js";
import { expect, test } from "./server.js";
import { downloadCapture, hasTshark, readSegments } from "./wireshark.js";

/** The source document's two programs, run to their end. */
async function exchange(cockpit: Cockpit): Promise<void> {
  await cockpit.open();
  await cockpit.exchange();
  await expect(cockpit.sockets().getByText("TIME-WAIT").first()).toBeVisible();
}

test("the diagram holds the handshake and the close, with the numbers that tshark reads", async ({
  page,
}, info) => {
  test.skip(!hasTshark(), "tshark is not installed");
  const cockpit = new Cockpit(page);
  await exchange(cockpit);
  await page.getByRole("button", { name: "seq: relative" }).click();
  const file = info.outputPath("capture.pcapng");
  // The last packets may come between the download and the look at the page.
  await expect(async () => {
    await downloadCapture(page, file);
    const segments = await readSegments(file);
    expect(segments.slice(0, 3).map(({ name }) => name)).toEqual(["SYN", "SYN-ACK", "ACK"]);
    const shown = (await cockpit.packets().read()).map(({ words }) => {
      const number = (name: string) => new RegExp(`\\b${name}=(\\d+)`).exec(words.join(" "))?.[1];
      return { name: packetName(words), seq: number("seq"), ack: number("ack") };
    });
    expect(shown.map(({ name }) => name)).toEqual(segments.map(({ name }) => name));
    for (const [index, { seq, ack }] of shown.entries()) {
      if (seq !== undefined) expect(Number(seq)).toBe(segments[index]?.seq);
      if (ack !== undefined) expect(Number(ack)).toBe(segments[index]?.ack);
    }
    const [syn, synAck, firstAck] = shown;
    expect([syn?.seq, synAck?.seq, synAck?.ack, firstAck?.ack]).not.toContain(undefined);
  }).toPass();
});

test("four segments close the connection, and who closed first is in TIME-WAIT", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await exchange(cockpit);
  const close = async () => {
    const names = (await cockpit.packets().read()).map(({ words }) => packetName(words));
    return names.slice(names.indexOf("FIN-ACK")).join(", ");
  };
  // The kernel may acknowledge the first FIN together with the second.
  await expect.poll(close).toMatch(/^FIN-ACK, (ACK, )?FIN-ACK, ACK$/);
  await expect.poll(() => cockpit.rows("TIME-WAIT").count()).toBe(1);
});

test("choosing the SYN marks the line, the call and the sockets that it belongs to", async ({ page }) => {
  const cockpit = new Cockpit(page);
  await exchange(cockpit);
  await cockpit.packets("SYN").click();
  await expect(cockpit.lines("client.py", "the selected call")).toHaveText("sk.connect(('127.0.0.1', 8088))");
  await expect(cockpit.lines("server.py", "the selected call")).toHaveCount(0);
  await expect.poll(() => cockpit.rows("connect(").related()).toEqual([true]);
  const detail = page.getByRole("region", { name: "The selected packet" });
  await expect(detail.getByRole("button", { name: /connect\(\) · line 3/ })).toBeVisible();
  // The client's socket, and the one that the server got from accept.
  await expect(cockpit.chosenSockets()).toHaveCount(2);
  await cockpit.callRows("connect").click();
  await expect.poll(() => cockpit.callRows("accept").related()).toEqual([true]);
});
