import type { NetworkKind } from "@sockpit/protocol";
import type { Attacker } from "./attacker.js";

/** How an attacker goes: as a client should, killed with all its sockets, or stopped with its connections still open. */
export type Leaving = "closes" | "is killed" | "vanishes";

/** What one bad or careless client does. A row of the table. */
export interface Attack {
  /** The group in the table, and a word on the command line. */
  readonly kind: string;
  /** What is done, in a few words. Unique. */
  readonly name: string;
  /** Networks where it is tried by default; `isolated` alone where absent. */
  readonly networks?: readonly NetworkKind[];
  /** Whether it is tried as root too, where the kernel's limits on a user do not apply. */
  readonly alsoAsRoot?: true;
  /** Settings of the server that the attack needs. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly leaving?: Leaving;
  /** How long after the attacker left everything must be back, in ms: 2,000 where absent. */
  readonly backWithinMs?: number;
  /** Largest share of one core that what was made may cost while nothing happens, where that is the point. */
  readonly maxCpuShare?: number;
  /** Whether it makes labs with a wire: what holds these starts with the first one, which is made before anything is measured. */
  readonly hasWires?: true;
  /** Records in MiB with which it fills what the server keeps for labs anyway, up to SOCKPIT_RECORD_MEBIBYTES: no aim concerns them. */
  readonly recordsMib?: number;
  /** Whether `npm test` tries it, for a moment and without looking at times. */
  readonly isCheap?: true;
  /** Runs in a process of its own until `attacker.isOver`. What must not happen is reported with `attacker.unexpected`. */
  run(attacker: Attacker): Promise<void>;
}
