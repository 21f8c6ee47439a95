import type { ModelArgument, ModelCall } from "./call.js";
import type { Difference } from "./compare.js";

/** A difference as a program that shows it, and what it came to. */
export function asPython({ calls, native, lab }: Difference): string {
  const lines = calls.map((call) => `    ${statement(call)}`).join("\n");
  return `${lines}\n    # python3: ${JSON.stringify(native)}\n    # lab:     ${JSON.stringify(lab)}`;
}

function statement({ call, on, args = [], gives = [] }: ModelCall): string {
  const given = gives.length === 0 ? "" : `${gives.join(", ")}${call === "accept" ? ", _" : ""} = `;
  if (on === undefined) return `${given}${call}(${args.join(", ")})`;
  if (call === "poll") return `p = select.poll(); p.register(${on}, ${args[0]}); p.poll(0)`;
  const isOption = call.endsWith("sockopt");
  const words = args.map((value, index) => (isOption && index < 2 ? String(value) : literal(value)));
  return `${given}${on}.${call}(${words.join(", ")})`;
}

function literal(value: ModelArgument): string {
  if (value === null) return "None";
  if (typeof value === "object" && "data" in value) return `b${JSON.stringify(value.data)}`;
  return typeof value === "object"
    ? `(${value.map((part) => JSON.stringify(part)).join(", ")})`
    : JSON.stringify(value);
}
