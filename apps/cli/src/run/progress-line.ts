import { formatExpected, type Scenario } from "@sockpit/protocol/scenario";
import type { RunProgress } from "@sockpit/scenario";

/** Goes to the line's beginning and clears it: ECMA-48, EL. */
const CLEAR = "\r\u001b[K";

/** One line on a terminal that says what a run is doing, and is gone when it has ended. */
export class ProgressLine {
  readonly #stream: Pick<NodeJS.WriteStream, "isTTY" | "columns" | "write">;
  #decided = new Set<number>();

  constructor(stream: Pick<NodeJS.WriteStream, "isTTY" | "columns" | "write"> = process.stderr) {
    this.#stream = stream;
  }

  show(file: string, { expect }: Scenario, progress: RunProgress): void {
    if (!this.#stream.isTTY) return;
    const { number, of } = progress.place;
    if (progress.kind === "conditionStarted") this.#decided = new Set();
    if (progress.kind === "expectationDecided") this.#decided.add(progress.index);
    if (progress.kind === "conditionEnded") {
      this.#stream.write(CLEAR);
      return;
    }
    const counts = `run ${number} of ${of}, ${this.#decided.size} of ${expect.length} decided`;
    this.#stream.write(
      `${CLEAR}${`${file}: ${counts}${newest(progress, expect)}`.slice(0, this.#stream.columns - 1)}`,
    );
  }
}

function newest(progress: RunProgress, expect: Scenario["expect"]): string {
  if (progress.kind === "programStarted") return `, ${progress.program} runs`;
  const expectation = progress.kind === "expectationDecided" ? expect[progress.index] : undefined;
  return expectation === undefined ? "" : `, ${formatExpected(expectation).replace(/ +/g, " ")}`;
}
