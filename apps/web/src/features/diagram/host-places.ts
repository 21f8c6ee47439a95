import { fitText, textWidth } from "../../shared/text-width.js";
import { type Head, MARGIN } from "./geometry.js";
import { type HostSpan, hostText } from "./host-spans.js";

/** The names' letters beside those that heads are measured by: smaller, the name bold. */
const HOST_FONT = 0.96;

/** Pixels between the names of two hosts. */
const DISTANCE = 8;

/** A host's name over the heads of its programs. */
export interface HostPlace {
  host: HostSpan;
  /** The line over its heads. */
  line: Head;
  /** Its name, centred over the line where there is room: beside each other, names do not meet. */
  text: Head;
  /** As much of the name as there is room for. */
  name: string;
  /** Null where there is no room for it, or it is not known. */
  address: string | null;
}

interface HostRoom {
  /** Where the heads of columns are. */
  places: readonly Head[];
  /** Of the whole picture. */
  width: number;
  fontPx: number;
}

/** Where hosts' names stand: each has the room up to the middle between it and the next. */
export function hostPlaces(hosts: readonly HostSpan[], { places, width, fontPx }: HostRoom): HostPlace[] {
  const lines = hosts.map(({ first, last }) => lineOver(places.slice(first, last + 1)));
  const middles = lines.map(({ left, width: long }) => left + long / 2);
  const between = (index: number) => ((middles[index] ?? 0) + (middles[index + 1] ?? 0)) / 2;
  return hosts.map((host, index) => {
    const line = lines[index] ?? { left: 0, width: 0 };
    const left = index === 0 ? MARGIN : between(index - 1) + DISTANCE / 2;
    const right = index === hosts.length - 1 ? width - MARGIN : between(index) - DISTANCE / 2;
    const room = Math.max(0, right - left);
    const whole = hostText(host);
    const isWhole = widthOf(whole, fontPx) <= room;
    const name = isWhole ? host.name : fitText(host.name, room, fontPx * HOST_FONT);
    const needed = Math.min(room, widthOf(isWhole ? whole : name, fontPx));
    const start = Math.min(Math.max(left, line.left + (line.width - needed) / 2), right - needed);
    return {
      host,
      line,
      text: { left: start, width: needed },
      name,
      address: isWhole ? host.address : null,
    };
  });
}

function lineOver(own: readonly Head[]): Head {
  const left = Math.min(...own.map((head) => head.left));
  return { left, width: Math.max(...own.map((head) => head.left + head.width)) - left };
}

function widthOf(text: string, fontPx: number): number {
  return Math.ceil(textWidth(text, fontPx * HOST_FONT));
}
