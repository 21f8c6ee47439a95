import { describe, expect, test } from "vitest";
import { type Attribute, attributes, encodeAttribute } from "./attributes.js";

/** Attributes behind four bytes of a message, as [type, value]. */
function decode(encoded: Uint8Array): [number, number[]][] {
  const message = Uint8Array.of(9, 9, 9, 9, ...encoded);
  const found = [...attributes(new DataView(message.buffer), 4)];
  return found.map(({ type, start, end }: Attribute) => [type, [...message.subarray(start, end)]]);
}

describe("Netlink attributes", () => {
  test("are read as they were written, whatever their length", () => {
    const values: [number, number[]][] = [
      [1, []],
      [2, [1]],
      [3, [1, 2, 3, 4]],
      [4, [1, 2, 3, 4, 5]],
    ];
    const encoded = values.flatMap(([type, value]) => [...encodeAttribute(type, value)]);
    expect(encoded.length % 4).toBe(0);
    expect(decode(Uint8Array.from(encoded))).toEqual(values);
  });

  test("end where what is left is no attribute", () => {
    expect(decode(Uint8Array.of(...encodeAttribute(1, [7]), 3, 0, 1, 0))).toEqual([[1, [7]]]);
    expect(decode(Uint8Array.of(...encodeAttribute(1, [7]), 8, 0))).toEqual([[1, [7]]]);
  });
});
