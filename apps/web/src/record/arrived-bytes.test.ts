import { expect, test } from "vitest";
import { ArrivedBytes } from "./arrived-bytes.js";

test("Bytes behind a gap can be taken when it is closed", () => {
  const arrived = new ArrivedBytes<string>(true);
  expect(arrived.add("first", 1, 10)).toEqual([{ segment: "first", bytes: 9 }]);
  expect(arrived.add("fourth", 28, 37)).toEqual([]);
  expect(arrived.add("third", 19, 28)).toEqual([]);
  expect(arrived.add("second", 10, 19)).toEqual([
    { segment: "second", bytes: 9 },
    { segment: "third", bytes: 9 },
    { segment: "fourth", bytes: 9 },
  ]);
});

test("Bytes that were there already are not new", () => {
  const arrived = new ArrivedBytes<string>(true);
  arrived.add("first", 1, 10);
  expect(arrived.add("again", 1, 10)).toEqual([]);
  expect(arrived.add("more", 5, 15)).toEqual([{ segment: "more", bytes: 5 }]);
});

test("A gap that never closes is passed over, so that what waits is bounded", () => {
  const arrived = new ArrivedBytes<number>(true);
  arrived.add(0, 0, 10);
  const taken = Array.from({ length: 300 }, (_, index) =>
    arrived.add(index, 20 + index * 10, 30 + index * 10),
  );
  expect(taken.flat()).toHaveLength(300);
});

test("Where segments come in their order, a gap is one of the record, and no bytes wait", () => {
  const arrived = new ArrivedBytes<string>(false);
  arrived.add("first", 1, 10);
  expect(arrived.add("after the gap", 100, 110)).toEqual([{ segment: "after the gap", bytes: 10 }]);
});
