import { limits, type WireAction, type WireMatch, WireRule } from "@sockpit/protocol";

export const packetKinds = ["any", "syn", "synAck", "data", "ack", "fin", "rst", "udp", "icmp"] as const;
export type PacketKind = (typeof packetKinds)[number];

export const turns = ["all", "nth", "everyNth"] as const;
export type Turn = (typeof turns)[number];

export const actionNames = ["drop", "hold", "duplicate", "delay", "overtake", "corrupt", "pass"] as const;
export type ActionName = (typeof actionNames)[number];

/** A rule as its form has it: everything is text that a person has typed or chosen. */
export interface RuleForm {
  readonly id: string;
  readonly action: ActionName;
  readonly byMs: string;
  readonly kind: PacketKind;
  readonly from: string;
  readonly to: string;
  readonly turn: Turn;
  readonly number: string;
  readonly port: string;
  readonly payload: string;
}

export type RuleField = keyof RuleForm;

export const emptyRule: RuleForm = {
  id: "",
  action: "drop",
  byMs: "100",
  kind: "any",
  from: "",
  to: "",
  turn: "all",
  number: "1",
  port: "",
  payload: "",
};

/** Rules that a lesson begins with. */
export const ruleExamples = {
  dropFirstSyn: { id: "drop-first-syn", action: "drop", kind: "syn", turn: "nth", number: "1" },
  dropSecondData: { id: "drop-data-2", action: "drop", kind: "data", turn: "nth", number: "2" },
  holdSynAcks: { id: "hold-syn-acks", action: "hold", kind: "synAck" },
  dropEveryThird: { id: "drop-every-third", action: "drop", turn: "everyNth", number: "3" },
  holdPayload: { id: "hold-hello", action: "hold", payload: "hello" },
} as const satisfies Record<string, Partial<RuleForm>>;
export type RuleExample = keyof typeof ruleExamples;
export const exampleNames = Object.keys(ruleExamples) as readonly RuleExample[];

/** What each kind of packet is matched by. */
const kindMatches: Readonly<Record<PacketKind, WireMatch>> = {
  any: {},
  syn: { protocol: "TCP", flags: ["SYN"], noFlags: ["ACK"] },
  synAck: { protocol: "TCP", flags: ["SYN", "ACK"] },
  data: { protocol: "TCP", hasPayload: true },
  ack: { protocol: "TCP", flags: ["ACK"], noFlags: ["SYN", "FIN", "RST"], hasPayload: false },
  fin: { protocol: "TCP", flags: ["FIN"] },
  rst: { protocol: "TCP", flags: ["RST"] },
  udp: { protocol: "UDP" },
  icmp: { protocol: "ICMP" },
};

export type RuleFault = "missing" | "number" | "taken" | "sameHost" | "protocol";

/** The rule that a form describes, or what is wrong in which field. */
export function ruleOfForm(
  form: RuleForm,
  otherIds: readonly string[],
): { rule: WireRule } | { field: RuleField; fault: RuleFault } {
  if (form.id.trim() === "") return { field: "id", fault: "missing" };
  if (otherIds.includes(form.id.trim())) return { field: "id", fault: "taken" };
  if (form.from !== "" && form.from === form.to) return { field: "to", fault: "sameHost" };
  const number = wholeNumber(form.number);
  if (form.turn !== "all" && number === undefined) return { field: "number", fault: "number" };
  const port = wholeNumber(form.port);
  if (form.port.trim() !== "" && (port === undefined || port > 65_535))
    return { field: "port", fault: "number" };
  const byMs = Number(form.byMs.trim() === "" ? Number.NaN : form.byMs);
  if (form.action === "delay" && !(byMs >= 0 && byMs <= limits.wireDelayMs))
    return { field: "byMs", fault: "number" };
  const match: WireMatch = {
    ...kindMatches[form.kind],
    ...(form.from !== "" && { from: form.from }),
    ...(form.to !== "" && { to: form.to }),
    ...(form.port.trim() !== "" && { destinationPort: port }),
    ...(form.payload !== "" && { payload: form.payload }),
    ...(form.turn === "nth" && { nth: number }),
    ...(form.turn === "everyNth" && { everyNth: number }),
  };
  const action: WireAction = form.action === "delay" ? { do: "delay", byMs } : { do: form.action };
  const read = WireRule.safeParse({ id: form.id.trim(), match, action });
  if (read.success) return { rule: read.data };
  const path = read.error.issues[0]?.path ?? [];
  return { field: path.includes("payload") ? "payload" : "id", fault: "protocol" };
}

/** The form of a rule; null for one that says more than a form can. */
export function formOfRule({ id, match, action }: WireRule): RuleForm | null {
  const { from = "", to = "", destinationPort, payload = "", nth, everyNth, ...rest } = match;
  const kind = packetKinds.find((name) => isSame(kindMatches[name], rest));
  if (kind === undefined || (nth !== undefined && everyNth !== undefined)) return null;
  return {
    ...emptyRule,
    id,
    action: action.do,
    ...(action.do === "delay" && { byMs: String(action.byMs) }),
    kind,
    from,
    to,
    payload,
    port: destinationPort === undefined ? "" : String(destinationPort),
    turn: nth !== undefined ? "nth" : everyNth !== undefined ? "everyNth" : "all",
    number: String(nth ?? everyNth ?? 1),
  };
}

function isSame(one: WireMatch, other: WireMatch): boolean {
  const text = (match: WireMatch) => JSON.stringify(Object.entries(match).sort());
  return text(one) === text(other);
}

/** From 1; undefined for anything else. */
function wholeNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return /^[1-9]\d{0,8}$/.test(trimmed) ? Number(trimmed) : undefined;
}
