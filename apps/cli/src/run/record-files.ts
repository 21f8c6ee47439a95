import { extname } from "node:path";
import type { RunRecord } from "@sockpit/scenario";
import { writeTo } from "./write-results.js";

/** Writes what labs have recorded: to the file that was named, or, of several runs, to one each: `out-1.pcapng`, `out-2.pcapng` … */
export class RecordFiles {
  readonly #options: { readonly events?: string; readonly pcap?: string };
  readonly #isAlone: boolean;
  #written = 0;

  /** @param files how many scenarios are run */
  constructor(options: { readonly events?: string; readonly pcap?: string }, files: number) {
    this.#options = options;
    this.#isAlone = files === 1;
  }

  async write({ of, events, packets }: RunRecord): Promise<void> {
    const { events: eventsFile, pcap } = this.#options;
    this.#written += 1;
    const nameOf = (file: string) => (this.#isAlone && of === 1 ? file : numbered(file, this.#written));
    if (eventsFile !== undefined) await writeTo(nameOf(eventsFile), await events());
    if (pcap !== undefined) await writeTo(nameOf(pcap), await packets());
  }
}

function numbered(file: string, number: number): string {
  const ending = extname(file);
  return `${file.slice(0, file.length - ending.length)}-${number}${ending}`;
}
