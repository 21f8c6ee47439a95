import { hasFinished, type WalkThrough } from "./walk.js";

/** Each measurement is a datagram of its own: a version, a sensor, a value. */
const receiver = `import socket, struct

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(('127.0.0.1', 5683))
while True:
    data, address = sock.recvfrom(64)
    version, sensor, value = struct.unpack('!BHf', data)
    print(address, sensor, round(value, 1))
    sock.sendto(b'ok', address)
`;

const sensor = `import socket, struct

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(1)
for value in (20.5, 21.0, 21.5):
    sock.sendto(struct.pack('!BHf', 1, 7, value), ('127.0.0.1', 5683))
    print(sock.recv(64))
`;

/** A developer who tries a protocol of datagrams: reads the bytes, looks at the socket, saves what Wireshark reads. */
export const developer: WalkThrough = {
  name: "developer",
  looks: { locale: "en-US", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  async go(walk) {
    const { page, cockpit } = walk;
    await walk.step("opens-the-page", () => cockpit.open());
    await walk.step("writes-a-receiver-and-a-sensor", async () => {
      await cockpit.write("server.py", receiver);
      await cockpit.write("client.py", sensor);
    });
    await walk.step("runs-all", async () => {
      await page.getByRole("button", { name: /^Run all/ }).click();
      await hasFinished(page, "client.py");
    });
    await walk.step("chooses-a-datagram", () => cockpit.packets("UDP").click());
    await walk.step("reads-it-as-hex", () => page.getByRole("button", { name: "Hex", exact: true }).click());
    await walk.step("opens-the-export-menu", () => page.getByRole("button", { name: /^Export/ }).click());
    await walk.step("goes-back-in-time", async () => {
      await page.keyboard.press("Escape");
      await page.getByRole("slider").first().focus();
      for (let step = 0; step < 6; step += 1) await page.keyboard.press("ArrowLeft");
    });
    await walk.step("stops-the-receiver", async () => {
      await page.getByRole("button", { name: "Back to live" }).click();
      await cockpit.stop("server.py");
      await hasFinished(page, "server.py");
    });
  },
};
