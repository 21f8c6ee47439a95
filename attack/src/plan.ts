import type { NetworkKind } from "@sockpit/protocol";
import type { Attack } from "./attack.js";
import { attacks } from "./kinds/index.js";
import type { Setting } from "./rows.js";

/** An attack, and how it is tried. */
export interface Planned {
  readonly attack: Attack;
  readonly setting: Setting & { readonly network: NetworkKind; readonly isRoot: boolean };
}

/** As an ordinary user by default; what the user matters for as root too, where this runs as root. `kinds` are kinds or names. */
export function plan({ kinds, isAll }: { kinds: readonly string[]; isAll: boolean }): Planned[] {
  const isRoot = process.getuid?.() === 0;
  const ordinary = isRoot ? "nobody" : "you";
  const chosen = attacks.filter(
    ({ kind, name }) => kinds.length === 0 || kinds.includes(kind) || kinds.includes(name),
  );
  return chosen.flatMap((attack) => {
    // Mapped labs have no wire.
    const all: readonly NetworkKind[] = attack.hasWires === true ? ["isolated"] : ["isolated", "mapped"];
    const networks = isAll ? all : (attack.networks ?? ["isolated"]);
    return networks.flatMap((network) => [
      { attack, setting: { network, user: ordinary, isRoot: false } },
      ...(isRoot && (isAll || (attack.alsoAsRoot === true && network === "isolated"))
        ? [{ attack, setting: { network, user: "root", isRoot: true } }]
        : []),
    ]);
  });
}

/** The second of four parts is `2/4`: each takes about as long, and together they are all. Throws where it is none. */
export function partOf<T>(all: readonly T[], part: string): T[] {
  const [, number, parts] = /^(\d+)\/(\d+)$/.exec(part)?.map(Number) ?? [];
  if (number === undefined || parts === undefined || number < 1 || number > parts)
    throw new Error(`--part ${part}: give one of as many, as in --part 1/4`);
  return all.filter((_, index) => index % parts === number - 1);
}
