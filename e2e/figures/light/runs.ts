import type { Browser, CDPSession, Page } from "@playwright/test";
import type {} from "@sockpit/web/test-handle";
import { Cockpit } from "../../tests/cockpit.js";

const PRINTS = 'print("ready")\n';

/** A page on which Python is ready. */
export class ReadyPage {
  readonly page: Page;
  readonly #cockpit: Cockpit;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#cockpit = new Cockpit(page);
    this.#session = session;
  }

  static async open(browser: Browser, baseURL: string): Promise<ReadyPage> {
    const context = await browser.newContext({
      baseURL,
      locale: "en-US",
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await page.addInitScript(recordLongTasks);
    const session = await context.newCDPSession(page);
    // The main thread's processor time rather than the clock's: other programs of the machine do not count.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const ready = new ReadyPage(page, session);
    await ready.#cockpit.open("/?test");
    await page.waitForFunction(
      () => globalThis.sockpit?.python.store.getState().kind === "ready",
      undefined,
      {
        timeout: 120_000,
      },
    );
    await idle(page);
    return ready;
  }

  /** Runs both samples to their end, and what is drawn after it. */
  async runSamples(): Promise<{
    cpuMsPerEvent: number;
    events: number;
    longTasks: number;
    longestMs: number;
  }> {
    await this.page.evaluate(() => longTasks().splice(0));
    const [cpuMs, events] = [await this.#cpuMs(), await this.#events()];
    await this.page.getByRole("button", { name: /^Run all/ }).click();
    await samplesHaveEnded(this.page);
    await idle(this.page);
    const taken = (await this.#events()) - events;
    const spentMs = (await this.#cpuMs()) - cpuMs;
    const tasks = await this.page.evaluate(() => longTasks().splice(0));
    return {
      cpuMsPerEvent: spentMs / taken,
      events: taken,
      longTasks: tasks.length,
      longestMs: Math.max(0, ...tasks),
    };
  }

  /** From *Run* to the first text that a program has printed, by the page's clock. */
  async firstOutputMs(): Promise<number> {
    await this.#cockpit.write("server.py", PRINTS);
    await idle(this.page);
    const output = this.#cockpit.output("server.py");
    const elapsed = output.evaluate(
      (log) =>
        new Promise<number>((resolve) => {
          let clickedMs = Number.POSITIVE_INFINITY;
          addEventListener("click", ({ timeStamp }) => (clickedMs = timeStamp), {
            capture: true,
            once: true,
          });
          const observer = new MutationObserver(() => {
            if (clickedMs === Number.POSITIVE_INFINITY || !log.textContent?.includes("ready")) return;
            observer.disconnect();
            resolve(performance.now() - clickedMs);
          });
          observer.observe(log, { childList: true, subtree: true, characterData: true });
        }),
    );
    await this.#cockpit.run("server.py");
    const ms = await elapsed;
    await this.#cockpit.end("server.py");
    return ms;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  async #cpuMs(): Promise<number> {
    const { metrics } = await this.#session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  }

  #events(): Promise<number> {
    return this.page.evaluate(() => globalThis.sockpit?.record.seq ?? 0);
  }
}

declare function longTasks(): number[];

/** Keeps the lengths of all tasks of the main thread that took 50 ms or longer: Long Tasks API. */
function recordLongTasks(): void {
  const tasks: number[] = [];
  Object.assign(globalThis, { longTasks: () => tasks });
  const observer = new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map(({ duration }) => duration));
  });
  observer.observe({ type: "longtask", buffered: true });
}

/** Waits inside the page: looking at it again and again would be work of its own. */
function samplesHaveEnded(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const { sockpit } = globalThis;
        if (sockpit === undefined) throw new Error("The page was not opened with ?test on loopback.");
        const { programs, runs } = sockpit;
        const stop = runs.store.subscribe(() => {
          const all = programs.store.getState().programs.map(({ id }) => runs.runOf(id).state);
          if (!all.every(({ kind, end }) => kind === "ended" && end?.status === 0)) return;
          stop();
          resolve();
        });
      }),
  );
}

/** Until the page has drawn what came, and had nothing to do for a while. */
function idle(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let quiet = 0;
        const look = () => {
          const began = performance.now();
          requestIdleCallback(({ didTimeout }) => {
            quiet = !didTimeout && performance.now() - began < 50 ? quiet + 1 : 0;
            if (quiet >= 10) resolve();
            else setTimeout(look, 50);
          });
        };
        look();
      }),
  );
}
