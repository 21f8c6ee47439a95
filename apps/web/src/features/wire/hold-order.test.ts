import { describe, expect, it } from "vitest";
import { moveTo, orderHeld, passedBy } from "./hold-order.js";

describe("the order of held packets", () => {
  it("is that in which they came, but for those that a person has put elsewhere", () => {
    const order = moveTo([1, 2, 3], 3, 0);
    expect(order).toEqual([3, 1, 2]);
    expect(orderHeld(order, [1, 3, 4])).toEqual([3, 1, 4]);
    expect(passedBy(order, 3)).toEqual([1, 2]);
    expect(passedBy(order, 1)).toEqual([]);
  });

  it("stays as it is where the packet is not held, and within its ends", () => {
    expect(moveTo([1, 2], 9, 0)).toEqual([1, 2]);
    expect(moveTo([1, 2], 1, 7)).toEqual([2, 1]);
    expect(moveTo([1, 2], 2, -3)).toEqual([2, 1]);
  });
});
