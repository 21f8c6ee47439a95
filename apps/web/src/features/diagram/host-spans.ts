import type { LabRecord } from "../../record/lab-record.js";
import type { Columns } from "./columns.js";

/** The columns of one host, beside each other: the first of them and the last. */
export interface HostSpan {
  name: string;
  /** Its address on the wire, once a packet has shown it. */
  address: string | null;
  first: number;
  last: number;
}

/** The hosts over whose programs' columns their names stand; none in a lab without a wire. */
export function hostSpans(columns: Columns, record: LabRecord): HostSpan[] {
  const spans: HostSpan[] = [];
  for (const [index, { lane }] of columns.list.entries()) {
    const name = record.lanes[lane]?.host ?? null;
    const before = spans.at(-1);
    if (name === null) continue;
    if (before?.name === name && before.last === index - 1) before.last = index;
    else spans.push({ name, address: record.hosts.get(name) ?? null, first: index, last: index });
  }
  return spans;
}

/** `client 10.0.0.1` */
export function hostText({ name, address }: HostSpan): string {
  return address === null ? name : `${name} ${address}`;
}
