import { limits } from "@sockpit/protocol";
import { expect, it } from "vitest";
import { FlowBudget, FlowMap } from "./flow-map.js";

function fill(map: FlowMap<number>, count: number): void {
  for (let flow = 0; flow < count; flow += 1) map.set(`flow ${flow}`, flow);
}

it("A map remembers the flows that were used last", () => {
  const map = new FlowMap<number>(new FlowBudget(1e6));
  fill(map, limits.capturedFlows);
  expect(map.get("flow 0")).toBe(0);
  map.set("one more", -1);
  expect(map.size).toBe(limits.capturedFlows);
  expect(map.get("flow 0")).toBe(0);
  expect(map.get("flow 1")).toBeUndefined();
});

it("Where all maps remember too much, the fullest forgets its oldest", () => {
  const budget = new FlowBudget(1000);
  const [small, large] = [new FlowMap<number>(budget), new FlowMap<number>(budget)];
  fill(small, 100);
  fill(large, 2000);
  expect(small.size).toBe(100);
  expect(budget.flows).toBe(small.size + large.size);
  expect(budget.flows).toBeLessThanOrEqual(1000);
  expect(budget.flows).toBeGreaterThan(900);
  expect(large.get("flow 1999")).toBe(1999);
  expect(large.get("flow 0")).toBeUndefined();
});

it("A map that is closed counts no more", () => {
  const budget = new FlowBudget(1000);
  const [closed, open] = [new FlowMap<number>(budget), new FlowMap<number>(budget)];
  fill(closed, 500);
  closed.delete("flow 7");
  closed.close();
  expect(budget.flows).toBe(0);
  fill(open, 1000);
  expect(open.size).toBe(1000);
});
