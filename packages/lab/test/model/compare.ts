import { isDeepStrictEqual } from "node:util";
import type { ModelArgument, ModelCall, ModelOutcome } from "./call.js";
import { LabRunner } from "./lab-runner.js";
import { Oracle } from "./oracle.js";

/** The first call of a sequence that comes to something else in a lab. */
export interface Difference {
  readonly calls: readonly ModelCall[];
  readonly index: number;
  readonly native: ModelOutcome;
  readonly lab: ModelOutcome;
}

/** Sequences in one network. A port of one may be in use after it (TIME-WAIT), so each has ports of its own. */
const SEQUENCES_PER_NETWORK = 32;
const PORTS_PER_SEQUENCE = 10;

/** A lab and a python3 beside it. */
export class Comparison {
  readonly #lab = new LabRunner();
  readonly #oracle = new Oracle();
  #count = 0;

  async difference(calls: readonly ModelCall[]): Promise<Difference | null> {
    const place = this.#count % SEQUENCES_PER_NETWORK;
    this.#count += 1;
    const moved = withPorts(calls, place * PORTS_PER_SEQUENCE);
    const [native, lab] = await Promise.all([
      this.#oracle.run(moved, place === 0),
      this.#lab.run(moved, place === 0),
    ]);
    const index = calls.findIndex((_, at) => !isDeepStrictEqual(outcome(native[at]), outcome(lab[at])));
    if (index === -1) return null;
    return { calls, index, native: native[index] ?? "none", lab: lab[index] ?? "none" };
  }

  /** The same difference by fewer calls: none of them can be left out (delta debugging, one by one). */
  async minimize(found: Difference): Promise<Difference> {
    let least = { ...found, calls: found.calls.slice(0, found.index + 1) };
    for (let index = least.calls.length - 2; index >= 0; index -= 1) {
      const fewer = await this.difference(least.calls.filter((_, at) => at !== index));
      if (fewer !== null) least = { ...fewer, calls: fewer.calls.slice(0, fewer.index + 1) };
      index = Math.min(index, least.calls.length - 1);
    }
    return least;
  }

  async close(): Promise<void> {
    this.#lab.close();
    await this.#oracle.close();
  }
}

function withPorts(calls: readonly ModelCall[], offset: number): ModelCall[] {
  const move = (value: ModelArgument): ModelArgument =>
    Array.isArray(value) && value[1] !== 0 ? [value[0], value[1] + offset] : value;
  return calls.map((call) => ({ ...call, args: (call.args ?? []).map(move) }));
}

/** Ports that the kernel chose are chosen by chance. */
function outcome(value: ModelOutcome | undefined): unknown {
  return JSON.parse(JSON.stringify(value ?? null), (_, part: unknown) =>
    Array.isArray(part) && part.length === 2 && typeof part[1] === "number" && part[1] >= FIRST_CHOSEN_PORT
      ? [part[0], "chosen"]
      : part,
  );
}

/** net.ipv4.ip_local_port_range of a new namespace. */
const FIRST_CHOSEN_PORT = 32_768;
