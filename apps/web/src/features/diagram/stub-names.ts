import { type Geometry, type Head, MARGIN } from "./geometry.js";

/** How the names of folded columns are written: beside each other, upright, or only how many there are. */
type StubForm = "across" | "upright" | "count";

export interface Stubs {
  form: StubForm;
  /** By column: where a folded one has its name. */
  places: readonly Head[];
  /** Pixels of the heads of all columns. */
  headsHeight: number;
}

interface StubOptions {
  geometry: Geometry;
  /** By column. */
  isFolded: readonly boolean[];
  /** Pixels of each column's name, where it is folded. */
  namesPx: readonly number[];
  /** Pixels that turned names may take. */
  maxHeadsHeight: number;
}

/** Pixels of heads in one line. */
const HEADS_HEIGHT = 38;

/** Pixels beside a name, and above and below one that is turned. */
const NAME_PADDING = 10;
const UPRIGHT_PADDING = 16;

/** A folded column's width in pixels that a turned name needs. */
const UPRIGHT_WIDTH = 18;

/** No name is cut: where there is no room for all of them, folded columns that stand together have one sign. */
export function stubsOf({ geometry, isFolded, namesPx, maxHeadsHeight }: StubOptions): Stubs {
  const { stub, xs, heads } = geometry;
  const across = heads.map((head, index) =>
    isFolded[index] ? within(geometry, xs[index] ?? 0, (namesPx[index] ?? 0) + NAME_PADDING) : head,
  );
  const isAcross = across.every(
    ({ left }, index) => !(isFolded[index] || isFolded[index - 1]) || left >= endOf(across[index - 1]),
  );
  if (isAcross) return { form: "across", places: across, headsHeight: HEADS_HEIGHT };
  const places = heads.map((head, index) =>
    isFolded[index] ? { left: (xs[index] ?? 0) - stub / 2, width: stub } : head,
  );
  const longest = Math.max(0, ...namesPx.filter((_, index) => isFolded[index])) + UPRIGHT_PADDING;
  const isUpright = stub >= UPRIGHT_WIDTH && longest <= maxHeadsHeight;
  return isUpright
    ? { form: "upright", places, headsHeight: Math.max(HEADS_HEIGHT, Math.ceil(longest)) }
    : { form: "count", places, headsHeight: HEADS_HEIGHT };
}

function within({ width }: Geometry, x: number, needed: number): Head {
  return { left: Math.max(MARGIN, Math.min(x - needed / 2, width - MARGIN - needed)), width: needed };
}

function endOf(place: Head | undefined): number {
  return place === undefined ? 0 : place.left + place.width;
}
