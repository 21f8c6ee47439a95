import { expect, it } from "vitest";
import { LabsInTurn } from "./labs-in-turn.js";

it("gives one of each lab in turn, and those of a lab in their order", () => {
  const labs = new LabsInTurn<string>();
  for (const item of ["a1", "a2", "a3", "b1"]) labs.add(item.charAt(0), item);
  expect(labs.countOf("a")).toBe(3);
  const taken = [labs.take(), labs.take()];
  labs.add("c", "c1");
  labs.add("b", "b2");
  while (taken.at(-1) !== undefined) taken.push(labs.take());
  expect(taken).toEqual(["a1", "b1", "a2", "c1", "b2", "a3", undefined]);
  expect(labs.countOf("a")).toBe(0);
});
