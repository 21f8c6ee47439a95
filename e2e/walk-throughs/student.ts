import * as programs from "../tests/programs.js";
import { hasFinished, type WalkThrough } from "./walk.js";

/** A student with the source document beside the page: runs its two programs, reads what happened, runs them again. */
export const student: WalkThrough = {
  name: "student",
  looks: { locale: "zh-TW", colorScheme: "light", viewport: { width: 1280, height: 720 } },
  async go(walk) {
    const { page, cockpit } = walk;
    const runAll = page.getByRole("button", { name: /^全部執行/ });
    await walk.step("opens-the-page", () => cockpit.open());
    await walk.step("pastes-the-server", () => cockpit.write("server.py", programs.server));
    await walk.step("pastes-the-client", () => cockpit.write("client.py", programs.client));
    await walk.step("runs-all", async () => {
      await runAll.click();
      for (const name of ["server.py", "client.py"]) await hasFinished(page, name);
    });
    await walk.step("chooses-the-syn", () => cockpit.packets("SYN").click());
    await walk.step("chooses-the-accept", () => cockpit.callRows("accept").click());
    // The side that closed first keeps its port: where that was the server, it finds the address in use.
    await walk.step("runs-all-again", async () => {
      await runAll.click();
      await runAll.and(page.getByRole("button", { disabled: true })).waitFor();
      await runAll.and(page.getByRole("button", { disabled: false })).waitFor();
      await page.getByRole("region", { name: "這是什麼意思" }).first().waitFor();
    });
  },
};
