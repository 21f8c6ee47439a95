import { describe, expect, test } from "vitest";
import { be16, be32, bytes, i16, i32, i64, struct, u8, u16, u32, u64, u64InWords } from "./struct.js";

describe("A struct", () => {
  test("aligns each field by its own size, and ends at a multiple of the largest", () => {
    const { fields, sizeBytes } = struct("struct s", { a: u8, b: u16, c: u8, d: u64, e: u8 });
    expect(Object.values(fields).map(({ offset }) => offset)).toEqual([0, 2, 4, 8, 16]);
    expect(sizeBytes).toBe(24);
  });

  test("aligns no field where it is packed", () => {
    const { fields, sizeBytes } = struct("struct s", { a: u8, b: u32 }, { isPacked: true });
    expect([fields.a.offset, fields.b.offset, sizeBytes]).toEqual([0, 1, 5]);
  });

  test("aligns two words that hold a 64-bit number as words", () => {
    expect(struct("struct s", { a: u32, b: u64InWords }).sizeBytes).toBe(12);
  });

  test("takes in another struct with that one's alignment", () => {
    const inner = struct("struct inner", { a: u8, b: u64 });
    const outer = struct("struct outer", { a: u8, inner, c: u8 });
    expect([outer.fields.inner.b.offset, outer.fields.c.offset, outer.sizeBytes]).toEqual([16, 24, 32]);
  });

  test("reads what it wrote, at any place in a view", () => {
    const { fields, sizeBytes } = struct("struct s", { a: i16, b: i32, c: u64, d: u8, e: u16, f: u32 });
    const view = new DataView(new ArrayBuffer(3 * sizeBytes));
    const values = { a: -2, b: -70_000, c: 2 ** 53 - 1, d: 255, e: 65_535, f: 4_294_967_295 };
    for (const [name, value] of Object.entries(values)) {
      fields[name as keyof typeof values].set(view, value, sizeBytes);
    }
    for (const [name, value] of Object.entries(values)) {
      expect(fields[name as keyof typeof values].get(view, sizeBytes)).toBe(value);
    }
  });

  test("keeps numbers in the processor's order, and those of network order the other way round", () => {
    const { fields, sizeBytes } = struct("struct s", { host: u16, port: be16, flow: be32 });
    const view = new DataView(new ArrayBuffer(sizeBytes));
    fields.host.set(view, 0x0102);
    fields.port.set(view, 0x0102);
    fields.flow.set(view, 0x0102_0304);
    expect([...new Uint8Array(view.buffer)]).toEqual([2, 1, 1, 2, 1, 2, 3, 4]);
    expect([fields.port.get(view), fields.flow.get(view)]).toEqual([0x0102, 0x0102_0304]);
  });

  test("reads 64-bit numbers below 0", () => {
    const { fields } = struct("struct s", { seconds: i64 });
    const view = new DataView(new BigInt64Array([-5n]).buffer);
    expect(fields.seconds.get(view)).toBe(-5);
  });

  test("gives bytes without a copy, and takes them", () => {
    const { fields } = struct("struct s", { family: u16, address: bytes(4) });
    const view = new DataView(new ArrayBuffer(6));
    fields.address.set(view, [127, 0, 0, 1]);
    fields.address.get(view)[3] = 2;
    expect([...new Uint8Array(view.buffer)]).toEqual([0, 0, 127, 0, 0, 2]);
    expect(() => fields.address.set(view, [1, 2, 3, 4, 5])).toThrow(RangeError);
  });
});
