import { formatEndpoint, receivedData, sentData } from "@sockpit/protocol";
import { formatCall } from "../shared/format/format-call.js";
import { formatLookup } from "../shared/format/format-lookup.js";
import { formatResult } from "../shared/format/format-result.js";
import type { CallEntry, Entry, PacketEntry } from "./entry.js";
import { packetText } from "./packet-label.js";

/** What an entry says, as one line: what a person who searches would type. */
export function entryText(entry: Entry): string {
  switch (entry.kind) {
    case "call": {
      const { fd, name, args } = formatCall(entry.command, entry.params);
      return `${fd === null ? "" : `fd ${fd} `}${name}(${args}) ${sentData(entry)?.text ?? ""} ${resultText(entry)}`;
    }
    case "return":
      return entryText(entry.of);
    case "packet":
      return `${packetText(entry.packet, true)} ${numbersOnWire(entry)} ${entry.packet.protocol}`;
    case "arrival":
      return entryText(entry.of);
    case "state":
      return entry.state;
    case "queue":
      return `accept ${entry.length}/${entry.capacity ?? "?"}`;
    case "output":
      return entry.text;
    case "lookup": {
      const { args, outcome } = formatLookup(entry.lookup);
      return `${entry.lookup.function}(${args}) ${outcome}`;
    }
    case "process":
      return entry.name;
    case "loss":
      return "";
  }
}

function resultText(call: CallEntry): string {
  if (call.end === null) return "";
  const { outcome } = call.end;
  if (outcome.kind === "returned") {
    const { text, meaning } = formatResult(call, outcome.result);
    return `${text} ${meaning ?? ""} ${receivedData(call.command, outcome.result)?.text ?? ""}`;
  }
  if (outcome.kind !== "failed") return "";
  return outcome.error.kind === "errno"
    ? `${outcome.error.errno} ${outcome.error.message}`
    : outcome.error.message;
}

function numbersOnWire({ packet: { tcp, source, destination } }: PacketEntry): string {
  const ports = `${formatEndpoint(source)} ${formatEndpoint(destination)}`;
  return tcp === undefined ? ports : `seq=${tcp.seq} ack=${tcp.ack} ${tcp.flags.join(" ")} ${ports}`;
}
