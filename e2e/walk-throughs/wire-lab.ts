import { expect, type Locator } from "@playwright/test";
import type { Walk, WalkThrough } from "./walk.js";

const PORT = 8088;

const tcpServer = `import socket
with socket.create_server(("", ${PORT})) as listener:
    conn, peer = listener.accept()
    print("received", conn.recv(100))
    conn.close()
`;

const tcpClient = `import socket
with socket.socket() as sk:
    sk.connect(("server", ${PORT}))
    sk.sendall(b"hello over the wire")
    print("end:", sk.recv(100))
`;

const udpServer = `import socket
sk = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sk.bind(("", ${PORT}))
for _ in range(2):
    print("received", sk.recv(100))
`;

const udpClient = `import socket
sk = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sk.sendto(b"first", ("server", ${PORT}))
sk.sendto(b"second", ("server", ${PORT}))
`;

const looks = (["en", "zh-TW"] as const).flatMap((locale) =>
  [
    { width: 1440, height: 900 },
    { width: 375, height: 812 },
  ].map((viewport) => ({ locale, viewport, colorScheme: "light" as const })),
);

/** A student whose class has come to losses: holds, drops and reorders packets by hand, sets the wire, and goes back in time. */
export const wireLab: readonly WalkThrough[] = looks.map((look) => ({
  name: `wire-lab/${look.locale}-${look.viewport.width}`,
  looks: look,
  go: (walk) => new WireLabWalk(walk).go(),
}));

/** Buttons and regions by what they say in either language. */
class WireLabWalk {
  readonly #walk: Walk;
  readonly #holdToServer: Locator;
  readonly #holdToClient: Locator;

  constructor(walk: Walk) {
    this.#walk = walk;
    this.#holdToServer = this.#button(/^(Hold|攔住) client → server$/);
    this.#holdToClient = this.#button(/^(Hold|攔住) server → client$/);
  }

  async go(): Promise<void> {
    await this.#makeLab();
    await this.#holdTheHandshake();
    await this.#dropData();
    await this.#goBack();
    await this.#reorder();
    await this.#turnAndFold();
  }

  async #makeLab(): Promise<void> {
    const { page, cockpit } = this.#walk;
    await cockpit.open();
    await this.#walk.step("asks-for-a-lab-of-hosts", async () => {
      await this.#button(/^(About this lab|關於這個實驗室)/).click();
      await this.#button(/^(New lab …|新的實驗室……)$/).click();
      await page.getByRole("radio", { name: /^(Hosts on a wire|以線路相連的主機)/ }).check();
    });
    await this.#walk.step("makes-it", async () => {
      await this.#button(/^(Make the lab|建立實驗室)$/).click();
      await expect(this.#button(/^(About this lab|關於這個實驗室)/)).toContainText("client – server");
    });
    await this.#write(tcpServer, tcpClient);
  }

  async #holdTheHandshake(): Promise<void> {
    await this.#show("Diagram", "時序圖");
    await this.#walk.step("holds-what-comes-back", () => this.#press(this.#holdToClient));
    await this.#walk.step("runs-and-holds-the-syn-ack", async () => {
      await this.#runAll();
      await this.#held(/SYN-ACK/).waitFor();
    });
    await this.#walk.step("looks-at-the-sockets", async () => {
      await this.#show("Sockets", "Socket");
      await expect(this.#walk.cockpit.sockets()).toContainText("SYN-SENT");
      await expect(this.#walk.cockpit.sockets()).toContainText("SYN-RECEIVED");
    });
    await this.#walk.step("lets-it-go", async () => {
      await this.#show("Diagram", "時序圖");
      await this.#held(/SYN-ACK/).press("Enter");
      await this.#press(this.#holdToClient);
      await this.#releaseAll();
      await this.#walk.cockpit.rows(/accept ?↩|accept\(/).see();
    });
    await this.#end();
  }

  async #dropData(): Promise<void> {
    await this.#press(this.#holdToServer);
    await this.#runAll();
    for (const packet of [/SYN/, /ACK/]) await this.#held(packet).press("Enter");
    await this.#walk.step("holds-the-data", () => this.#held(/hello/).waitFor());
    await this.#walk.step("drops-it", async () => {
      await this.#held(/hello/).press("d");
      await this.#walk.page
        .getByRole("img", { name: /dropped by hand|手動丟棄/ })
        .first()
        .waitFor();
    });
    await this.#walk.step("finds-what-is-sent-again", async () => {
      await this.#held(/hello/).press("Enter");
      await this.#press(this.#holdToServer);
      await this.#releaseAll();
      await this.#end();
      await this.#again().click();
    });
  }

  /** To the beginning, where nothing was on the wire yet, and on to where the SYN-ACK was held. */
  async #goBack(): Promise<void> {
    const slider = this.#walk.page.getByRole("slider", { name: /^(The moment shown|目前顯示的時刻)$/ });
    await this.#walk.step("goes-back-to-the-beginning", () => slider.press("Home"));
    await this.#walk.step("goes-on-by-events", async () => {
      for (let count = 0; count < 24; count += 1) await slider.press("ArrowRight");
    });
    await this.#walk.step("comes-back", () => slider.press("End"));
  }

  async #reorder(): Promise<void> {
    await this.#show("Code", "程式碼");
    await this.#write(udpServer, udpClient);
    await this.#show("Diagram", "時序圖");
    await this.#press(this.#holdToServer);
    await this.#runAll();
    await this.#walk.step("lets-the-second-datagram-pass-the-first", async () => {
      await this.#held(/first/).waitFor();
      await this.#held(/second/).press("Alt+ArrowUp");
    });
    await this.#walk.step("releases-both", async () => {
      await this.#button(/^(Release all, in this order|依此順序全部放行)$/).press("Enter");
      await this.#end();
    });
    await this.#press(this.#holdToServer);
  }

  async #turnAndFold(): Promise<void> {
    const { page, cockpit } = this.#walk;
    await this.#walk.step("opens-the-settings", () =>
      this.#button(/^(Settings|設定)$/)
        .last()
        .press("Enter"),
    );
    await this.#walk.step("chooses-a-preset", () =>
      page.getByRole("combobox", { name: /^(Preset|預設組合)$/ }).selectOption({ label: "4G" }),
    );
    await this.#walk.step("folds-the-wire", () => this.#button(/^(Fold the wire|收起線路)$/).press("Enter"));
    const saved = await cockpit.saved(async () => {
      await this.#button(/^(Export|匯出)$/).click();
      await page.getByRole("menuitem", { name: /NDJSON/ }).click();
    });
    if (!saved.includes('{"by":"hand"}'))
      throw new Error("the saved events do not have what was done by hand");
  }

  #button(name: RegExp): Locator {
    return this.#walk.page.getByRole("button", { name });
  }

  /** The row of a packet that is held. */
  #held(packet: RegExp): Locator {
    const lists = this.#walk.page.getByRole("list", { name: /^(Held packets|被攔住的封包)/ });
    return lists
      .getByRole("button", { name: new RegExp(`^(Packet|封包) \\d+[:：].*${packet.source}`) })
      .first();
  }

  /** What is sent again; in a narrow page, whose rows have no room to say that, what was lost, whose details do. */
  #again() {
    const data = this.#walk.cockpit.packets("DATA");
    const isNarrow = (this.#walk.page.viewportSize()?.width ?? 0) < 700;
    return isNarrow ? data : data.filter({ hasText: /packet \d+ again|重傳/ });
  }

  /** Presses a switch, and waits until it says so. */
  async #press(button: Locator): Promise<void> {
    const isPressed = (await button.getAttribute("aria-pressed")) === "true";
    await button.press("Enter");
    await expect(button).toHaveAttribute("aria-pressed", String(!isPressed));
  }

  /** One that is left has no button for all. */
  async #releaseAll(): Promise<void> {
    const all = this.#button(/^(Release all, in this order|依此順序全部放行)$/);
    await expect(async () => {
      if (await all.isVisible()) await all.press("Enter", { timeout: 1000 });
      else if ((await this.#held(/./).count()) > 0) await this.#held(/./).press("Enter", { timeout: 1000 });
      await expect(this.#held(/./)).toHaveCount(0, { timeout: 1000 });
    }).toPass({ timeout: 20_000 });
  }

  async #runAll(): Promise<void> {
    await this.#button(/^(Run all|全部執行)/).click();
  }

  async #end(): Promise<void> {
    await expect(this.#button(/^(Run all|全部執行)/)).toBeEnabled();
  }

  /** Brings a part to the front where there is room for one only. */
  async #show(...names: readonly string[]): Promise<void> {
    const tab = this.#walk.page.getByRole("tab", { name: new RegExp(`^(${names.join("|")})$`) });
    if (await tab.isVisible()) await tab.click();
  }

  async #write(server: string, client: string): Promise<void> {
    await this.#walk.cockpit.write("server.py", server);
    await this.#walk.cockpit.write("client.py", client);
  }
}
