import type { WalkThrough } from "./walk.js";

/** A teacher who prepares a lesson for a projector: several clients, large text, a picture to take away. */
export const teacher: WalkThrough = {
  name: "teacher",
  looks: { locale: "zh-TW", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  async go(walk) {
    const { page, cockpit } = walk;
    await walk.step("opens-the-page", () => cockpit.open());
    await walk.step("opens-the-menu-of-programs-to-add", () =>
      page.getByRole("button", { name: /^新增/ }).first().click(),
    );
  },
};
