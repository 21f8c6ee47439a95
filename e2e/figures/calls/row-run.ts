import type {} from "@sockpit/web/test-handle";
import { type Figure, median } from "../figure-table.js";
import type { CallsPage } from "./calls-page.js";
import { type CallRow, programOf } from "./rows.js";

const ROUNDS = 15;
const LONG_ROUNDS = 3;
const ROUND_MS = 200;

/** Python and echoes in turn, many times, so that what else the machine does meets both alike. */
export async function measureRow({ page, echoMs }: CallsPage, row: CallRow): Promise<Figure> {
  const id = `${row.name}.py`;
  await page.evaluate(start, { id, source: programOf(row) });
  const ask = (line: string) => page.evaluate(answer, { id, line });
  const seconds = String(ROUND_MS / 1000);
  await echoMs(ROUND_MS);
  await ask(seconds);
  const rounds: { pythonMs: number; echo: number }[] = [];
  while (rounds.length < (row.isLong ? LONG_ROUNDS : ROUNDS)) {
    const echo = await echoMs(ROUND_MS);
    rounds.push({ echo, pythonMs: Number(await ask(row.isLong ? "0" : seconds)) });
  }
  await ask("");
  const said = (values: readonly number[]) => `${median(values).toFixed(3)} ms`;
  const { measure, unit, atMost } = row;
  const figure = {
    measure,
    unit: unit === "echoes" ? "" : unit,
    ...(atMost === undefined ? {} : { atMost }),
  };
  if (unit !== "echoes") {
    const divisor = unit === "s" ? 1000 : 1;
    return { ...figure, values: rounds.map(({ pythonMs }) => pythonMs / divisor) };
  }
  const note = `${said(rounds.map(({ pythonMs }) => pythonMs))} / ${said(rounds.map(({ echo }) => echo))}`;
  return { ...figure, values: rounds.map(({ pythonMs, echo }) => pythonMs / echo), note };
}

/** Runs inside the page: starts the program in a new network, and waits until it reads its input. */
async function start({ id, source }: { id: string; source: string }): Promise<void> {
  const { sockpit } = globalThis;
  if (sockpit === undefined) throw new Error("The page was not opened with ?test on loopback.");
  const { runs } = sockpit;
  await sockpit.freshNetwork();
  await sockpit.session.whenOpen();
  void runs.start({ id, name: id, source, colour: 0, arguments: "" });
  await new Promise<void>((resolve, reject) => {
    const stop = runs.store.subscribe(() => {
      const { state, output } = runs.runOf(id);
      if (state.kind !== "waitingInput" && state.kind !== "ended") return;
      stop();
      if (state.kind === "waitingInput") resolve();
      else reject(new Error(`${state.end?.message}\n${output.pieces.map(({ text }) => text).join("")}`));
    });
  });
}

/** Runs inside the page: types a line, and gives what the program prints until it reads the next or ends. */
async function answer({ id, line }: { id: string; line: string }): Promise<string> {
  const { sockpit } = globalThis;
  if (sockpit === undefined) throw new Error("The page was not opened with ?test on loopback.");
  const { runs } = sockpit;
  const printed = () =>
    runs
      .runOf(id)
      .output.pieces.filter(({ source }) => source === "stdout")
      .map(({ text }) => text)
      .join("");
  const before = printed();
  return new Promise<string>((resolve, reject) => {
    const stop = runs.store.subscribe(() => {
      const { state, output } = runs.runOf(id);
      const news = printed().slice(before.length);
      const isDone = state.kind === "ended" || (state.kind === "waitingInput" && news.endsWith("\n"));
      if (!isDone) return;
      stop();
      if (state.kind !== "ended" || state.end?.status === 0) resolve(news);
      else reject(new Error(`${state.end?.message}\n${output.pieces.map(({ text }) => text).join("")}`));
    });
    runs.answer(id, line);
  });
}
