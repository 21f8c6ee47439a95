import { WireRule } from "@sockpit/protocol";
import { describe, expect, it } from "vitest";
import { emptyRule, exampleNames, formOfRule, packetKinds, ruleExamples, ruleOfForm } from "./rule-form.js";

describe("the form of a rule", () => {
  it.each(exampleNames)("%s is a rule, and its rule is its form", (name) => {
    const form = { ...emptyRule, ...ruleExamples[name] };
    const made = ruleOfForm(form, []);
    if (!("rule" in made)) throw new Error(`It is wrong in ${made.field}`);
    expect(WireRule.parse(made.rule)).toEqual(made.rule);
    expect(formOfRule(made.rule)).toEqual(form);
  });

  it.each(packetKinds)("keeps which packets: %s", (kind) => {
    const form = { ...emptyRule, id: "r", kind, from: "client", port: "80" };
    const made = ruleOfForm(form, []);
    expect("rule" in made && formOfRule(made.rule)).toEqual(form);
  });

  it("says in which field what is wrong", () => {
    const fault = (changed: Partial<typeof emptyRule>) =>
      ruleOfForm({ ...emptyRule, id: "r", ...changed }, ["taken"]);
    expect(fault({ id: " " })).toEqual({ field: "id", fault: "missing" });
    expect(fault({ id: "taken" })).toEqual({ field: "id", fault: "taken" });
    expect(fault({ id: "no spaces" })).toEqual({ field: "id", fault: "protocol" });
    expect(fault({ turn: "nth", number: "0" })).toEqual({ field: "number", fault: "number" });
    expect(fault({ port: "70000" })).toEqual({ field: "port", fault: "number" });
    expect(fault({ from: "a", to: "a" })).toEqual({ field: "to", fault: "sameHost" });
    expect(fault({ payload: "x".repeat(300) })).toEqual({ field: "payload", fault: "protocol" });
    expect(fault({ action: "delay", byMs: "-1" })).toEqual({ field: "byMs", fault: "number" });
  });

  it("has none for a rule that says more than it can", () => {
    const rule: WireRule = { id: "r", match: { sourcePort: 80 }, action: { do: "drop" } };
    expect(formOfRule(rule)).toBeNull();
  });
});
