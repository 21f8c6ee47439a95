import { expect, type Locator } from "@playwright/test";

/** A row as a person reads it. */
export interface ReadRow {
  id: string;
  /** What stands in it, from left to right: "client.py to server.py:", "SYN", "seq=0". */
  words: string[];
  /** Whether it belongs to what is chosen. */
  isRelated: boolean;
}

/** Of a packet's row: "SYN-ACK". A port may stand before it. */
export function packetName(words: readonly string[]): string | undefined {
  const said = words.slice(words.findIndex((word) => word.endsWith(":")) + 1);
  return said.find((word) => !/^:\d+$/.test(word));
}

interface Stop {
  /** Where to scroll next; null at the end. */
  nextTop: number | null;
}

/**
 * Rows of the diagram or of the list of calls. Only those in view are in the document, and the panes follow their
 * end while programs run: a locator alone finds a row or not as it happens. These scroll, as a person would.
 */
export class Rows {
  readonly #grid: Locator;
  readonly #rows: Locator;

  /** `rows` are rows of `grid`. */
  constructor(grid: Locator, rows: Locator) {
    this.#grid = grid;
    this.#rows = rows;
  }

  filter(options: Parameters<Locator["filter"]>[0]): Rows {
    return new Rows(this.#grid, this.#rows.filter(options));
  }

  /** Clicks the first of them, as soon as there is one. */
  async click(): Promise<void> {
    await expect(async () => {
      await this.#scrollToFirst();
      // A handle's click fails at once where the row has been scrolled out of the document meanwhile.
      const row = await this.#rows.first().elementHandle({ timeout: 1_000 });
      await row?.click();
    }).toPass();
  }

  /** Scrolls to the first of them, as soon as there is one, and leaves it in view. */
  async see(): Promise<void> {
    await expect(() => this.#scrollToFirst()).toPass();
  }

  /** Scrolls their pane to its first row. */
  async scrollToTop(): Promise<void> {
    await this.#grid.evaluate(scrollTo, 0);
  }

  /** Those that are in the document now, where nothing has scrolled. */
  drawn(): Locator {
    return this.#rows;
  }

  /** All of them, from the first to the last. */
  async read(): Promise<ReadRow[]> {
    const read = new Map<string, ReadRow>();
    await this.#walk(async () => {
      const drawn = await this.#rows.evaluateAll((rows) =>
        rows.map((row) => ({
          id: row.id,
          // biome-ignore lint/performance/useDomNodeTextContent: words are apart by layout only.
          words: (row as HTMLElement).innerText.split(/\s*\n\s*/),
          isRelated: row.getAttribute("aria-current") === "true",
        })),
      );
      for (const row of drawn) read.set(row.id, row);
      return false;
    });
    return [...read.values()];
  }

  async count(): Promise<number> {
    return (await this.read()).length;
  }

  /** Of each of them, whether it belongs to what is chosen. */
  async related(): Promise<boolean[]> {
    return (await this.read()).map(({ isRelated }) => isRelated);
  }

  async #scrollToFirst(): Promise<void> {
    const isDrawn = async () => (await this.#rows.count()) > 0;
    if (await isDrawn()) return;
    if (!(await this.#walk(isDrawn))) throw new Error(`There is no ${this.#rows}`);
  }

  /** Scrolls from the first row to the last, until `visit` is content. Returns whether it was. */
  async #walk(visit: () => Promise<boolean>): Promise<boolean> {
    if ((await this.#grid.count()) === 0) return false;
    let top: number | null = 0;
    while (top !== null) {
      const stop: Stop = await this.#grid.evaluate(scrollTo, top);
      if (await visit()) return true;
      top = stop.nextTop;
    }
    return false;
  }
}

/** Runs in the page: scrolls a grid, and waits until the rows in view are drawn. */
async function scrollTo(grid: Element, top: number): Promise<Stop> {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let box = grid.parentElement;
  while (box !== null && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  if (box === null) throw new Error("The grid does not scroll");
  const scroller = box;
  const endTop = () => scroller.scrollHeight - scroller.clientHeight;

  const isThere = () => {
    const target = Math.min(top, endTop());
    if (Math.abs(scroller.scrollTop - target) < 2) return true;
    // Once more, where the pane has followed its end before it noticed.
    scroller.scrollTop = target;
    return false;
  };
  const isDrawn = () => {
    const all = [...grid.querySelectorAll("[aria-rowindex]")];
    const heads = all.filter((row) => row.querySelector("th") !== null).length;
    const rows = all.slice(heads);
    const indexOf = (row: Element | undefined) => Number(row?.getAttribute("aria-rowindex"));
    const view = scroller.getBoundingClientRect();
    const [first, last] = [rows[0], rows.at(-1)];
    if (first === undefined || last === undefined) return Number(grid.getAttribute("aria-rowcount")) <= heads;
    const isFromTop = indexOf(first) === heads + 1 || first.getBoundingClientRect().top <= view.top;
    const isToEnd =
      indexOf(last) === Number(grid.getAttribute("aria-rowcount")) ||
      last.getBoundingClientRect().bottom >= view.bottom;
    return isFromTop && isToEnd;
  };
  while (grid.isConnected && !(isThere() && isDrawn())) await nextFrame();
  const isEnd = scroller.scrollTop >= endTop() - 1;
  return { nextTop: isEnd ? null : scroller.scrollTop + Math.max(1, Math.floor(scroller.clientHeight / 2)) };
}
