import type { CallConditionKind, WireCause, WireEffect, WireSettings } from "@sockpit/protocol";
import type { ChapterKind } from "../../record/chapters/chapter.js";
import type { NeighbourWords } from "../../record/neighbours.js";
import type { CutDatagram } from "../../shared/format/lost-bytes.js";

/** What is said of packets on a wire. Durations are microseconds. */
interface WireWords {
  underWay: string;
  held: string;
  outOfOrder: string;
  arrives(passage: { us: number; isCopy: boolean }): string;
  after(us: number): string;
  /** `us`: since it was sent first. */
  again(original: { packet: number; us: number }): string;
  dropped(cause: WireCause | null): string;
  /** What of the direction was set that lost it; may be empty. */
  lossNumbers(cause: WireCause | null, settings: WireSettings | undefined): string;
  /** The name of the mark where it was lost. */
  lossMark(loss: { packet: string; cause: WireCause | null; settings: WireSettings | undefined }): string;
  effect(effect: WireEffect): string;
  neighbour(words: NeighbourWords): string;
}

/** What the diagram and its pictures say in words, in the language of the page. */
export interface DiagramWords {
  title: string;
  gap(us: number): string;
  chapter(kind: ChapterKind): string;
  waited(us: number): string;
  wokenBy(packet: number): string;
  line(line: number): string;
  timer(timer: string): string;
  queue(queue: { hasGrown: boolean; length: number; capacity: number | null }): string;
  processStarted(name: string, pid: number): string;
  processEnded(name: string, status: number): string;
  packets(count: number): string;
  datagrams(count: number): string;
  datagramsDropped(count: number): string;
  cutDatagram(cut: CutDatagram): string;
  condition(kind: CallConditionKind): string;
  packetsLost(count: number): string;
  note(note: string): string;
  /** Of packets on a wire between hosts. */
  wire: WireWords;
  nobodyListening: string;
  /** Of a packet's end that no program holds any more. */
  closedSocket: string;
  blocked: string;
  abandoned: string;
  lost: string;
  timedOut: string;
  /** Only so many of the rows are there. */
  cut(count: number): string;
}
