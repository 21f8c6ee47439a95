import type { Random } from "@sockpit/testing";
import { Raw } from "./wire.js";

/** A little below what one message may hold. */
const HUGE_LENGTH = 2_000_000;
const DEPTH = 10_000;
const REPEATS = 700_000;

type Container = Record<string, unknown> | unknown[];

/** A place in a message: `container[key]`. */
interface Place {
  container: Container;
  key: string;
}

/** Breaks one place of a message, mostly cheaply: what takes megabytes comes once in some hundred. */
export function breakOne(message: object, random: Random): void {
  const { container, key } = random.pick([...placesIn(message)]);
  if (random.chance(0.2) && !Array.isArray(container)) delete container[key];
  else put({ container, key }, random.chance(0.006) ? hugeValue(random) : wrongValue(random));
  if (!Array.isArray(container) && random.chance(0.1)) container[unknownKey(random)] = 1;
}

function* placesIn(value: unknown): Generator<Place> {
  if (typeof value !== "object" || value === null || value instanceof Raw) return;
  const container = value as Container;
  for (const [key, inner] of Object.entries(value)) {
    yield { container, key };
    yield* placesIn(inner);
  }
}

function put({ container, key }: Place, value: unknown): void {
  Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
}

function unknownKey(random: Random): string {
  return random.pick(["", "x", "constructor", "toString", "__proto__x", "k".repeat(64), "字".repeat(40)]);
}

function wrongValue(random: Random): unknown {
  return random.pick<() => unknown>([
    () => null,
    () => true,
    () => -1,
    () => 1.5,
    () => 2 ** 53,
    () => -(2 ** 31) - 1,
    () => 2 ** 32,
    () => 1e308,
    () => "",
    () => "3",
    () => "\0",
    () => "\ud800",
    () => "z".repeat(random.below(70_000)),
    () => [],
    () => ({}),
    () => [[]],
    () => ({ text: 1 }),
    () => ({ base64: "*" }),
    () => Array.from({ length: random.below(3000) }, () => 3),
    () => Object.fromEntries(Array.from({ length: random.below(60) }, (_, index) => [`k${index}`, index])),
    () => Raw.nested(random.below(60)),
    () => Raw.keyTwice(),
    () => new Raw('{"__proto__":1}', [0x81, 0xa9, ...new TextEncoder().encode("__proto__"), 1]),
    () => new Raw("1e999", [0xcb, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0]),
    () => new Raw("NaN", [0xcb, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0]),
    () => new Raw("[[]", [0xdd, 0xff, 0xff, 0xff, 0xff]),
    () => new Raw('{"a":', [0xd6, 0xff, 0, 0, 0, 0]),
  ])();
}

function hugeValue(random: Random): unknown {
  return random.pick<() => unknown>([
    () => "x".repeat(HUGE_LENGTH),
    () => "字".repeat(HUGE_LENGTH / 3),
    () => ({ text: "x".repeat(HUGE_LENGTH) }),
    () => ({ base64: "QUJD".repeat(HUGE_LENGTH / 4) }),
    () => ({ base64: `${"QUJD".repeat(HUGE_LENGTH / 4)}*` }),
    () => ({ path: "字".repeat(HUGE_LENGTH / 3) }),
    () => ({ abstract: "x".repeat(HUGE_LENGTH) }),
    () => Raw.nested(DEPTH),
    () => Raw.repeated("{},", "{}", REPEATS, 0x80),
    () => Raw.repeated("0,", "0", REPEATS, 0),
    () => Raw.unknownKeys(200_000),
    () => Raw.repeatedKey(REPEATS / 4),
    () => "y".repeat(2 * HUGE_LENGTH),
  ])();
}
