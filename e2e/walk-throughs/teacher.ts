import type { Walk, WalkThrough } from "./walk.js";

/** A teacher who prepares a lesson for a projector: a project of its own, a chat with two clients, a picture for the handout. */
export const teacher: WalkThrough = {
  name: "teacher",
  looks: { locale: "zh-TW", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  async go(walk) {
    const { page, cockpit } = walk;
    await walk.step("opens-the-page", () => cockpit.open());
    await walk.step("makes-a-project", async () => {
      await choose(walk, /^專案：/, /^新增專案/);
      await page.getByRole("dialog").getByRole("textbox").fill("第三週：聊天室");
      await page.getByRole("dialog").getByRole("button", { name: "新增" }).click();
    });
    await walk.step("adds-a-server-and-two-clients", async () => {
      for (const template of ["聊天伺服器", "聊天客戶端", "聊天客戶端"]) {
        await choose(walk, /^新增/, new RegExp(`^${template}`));
      }
    });
    await walk.step("runs-all", async () => {
      await page.getByRole("button", { name: /^全部執行/ }).click();
      await cockpit.packets("SYN-ACK").see();
    });
    await walk.step("makes-the-text-large-for-the-projector", () => choose(walk, /^外觀/, "投影"));
    await walk.step("shows-the-handshakes-alone", () =>
      page.getByRole("button", { name: "只看交握" }).click(),
    );
    await walk.step("looks-for-a-picture-to-save", () => page.getByRole("button", { name: /^匯出/ }).click());
    await walk.step("goes-back-to-an-earlier-state", async () => {
      await page.keyboard.press("Escape");
      await choose(walk, /^專案：/, /^歷程記錄/);
      await page.getByRole("dialog").waitFor();
    });
  },
};

/** Opens a menu and chooses from it. */
async function choose({ page }: Walk, menu: RegExp, item: RegExp | string): Promise<void> {
  await page.getByRole("button", { name: menu }).first().click();
  await page
    .getByRole("menuitem", { name: item })
    .or(page.getByRole("menuitemradio", { name: item }))
    .first()
    .click();
}
