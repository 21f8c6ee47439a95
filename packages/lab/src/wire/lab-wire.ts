import {
  type CreateWire,
  codedFailure,
  type HandAction,
  limits,
  type WireCause,
  type WireChange,
  type WireImplementation,
  type WireSettings,
  type WireState,
} from "@sockpit/protocol";
import {
  availableCongestionControls,
  type HostAddresses,
  NetworkNamespace,
  Wire,
  type WirePort,
} from "@sockpit/sockets";
import { type Outcome, type Passage, Shaper, WireTotal } from "@sockpit/wire";
import type { LabClock } from "../lab-clock.js";
import { Pacer } from "../pacer.js";
import { CarriedPacket } from "./carried-packet.js";
import { HostCongestion } from "./host-congestion.js";
import type { Leaving, WireObserver } from "./wire-observer.js";

export interface LabWireOptions {
  readonly kind: WireImplementation;
  /** Names of the hosts. */
  readonly hosts: readonly string[];
  readonly clock: LabClock;
  readonly created: CreateWire;
}

/** Frames taken from one host, and handed on, in one go: a tenth of a millisecond of work. */
const FRAMES_AT_ONCE = 16;

/**
 * Of one core, for carrying that no call pays for, of all wires of this process. In a flood somebody else's call finds the thread
 * free more often than not, and else waits for one short turn.
 */
const CARRYING_SHARE = 0.5;
const CARRYING_TURN_MS = 0.1;
const pacer = new Pacer(CARRYING_SHARE, { turnMs: CARRYING_TURN_MS });

/** Of all wires of this process. */
const total = new WireTotal();

/** How much of what a server's wires may carry those of this process may: all, until this says otherwise. */
export function setWireShare(share: number): void {
  total.setShare(share);
}

/**
 * The hosts of a lab and the wire between them: carries what a host sends to the host that it is for, when and as the shaper
 * says. Reads are started by the hosts' devices, and by `carry`.
 */
export class LabWire {
  readonly namespaces: readonly NetworkNamespace[];
  readonly addresses: readonly HostAddresses[];
  readonly hosts: readonly string[];
  readonly #kind: WireImplementation;
  readonly #wire: Wire;
  readonly #shaper: Shaper<CarriedPacket>;
  readonly #clock: LabClock;
  readonly #mtuBytes: number;
  readonly #seed: number;
  readonly #isArmed: boolean[];
  readonly #observers: WireObserver[] = [];
  readonly #congestion: HostCongestion;
  #lastId = 0;
  #timer: NodeJS.Timeout | undefined;
  #timerUs = Number.POSITIVE_INFINITY;
  #isClosed = false;

  /** What the kernel refuses. `bad_params` where something is set that names no host. */
  constructor({ kind, hosts, clock, created }: LabWireOptions) {
    const { mtuBytes = limits.wireMtuBytes.usual, seed = 1, ...change } = created;
    this.#kind = kind;
    this.#clock = clock;
    this.#mtuBytes = mtuBytes;
    this.#seed = seed;
    this.hosts = hosts;
    this.#isArmed = hosts.map(() => false);
    this.#shaper = new Shaper({ directions: directionsOf(hosts), seed, total });
    const namespaces: NetworkNamespace[] = [];
    try {
      for (const _ of hosts) namespaces.push(NetworkNamespace.create({ hasOtherInterfaces: true }));
      this.#congestion = new HostCongestion(hosts, namespaces);
      this.#apply(change);
      this.#wire = Wire.open(kind, namespaces, mtuBytes);
    } catch (error) {
      for (const namespace of namespaces) namespace.close();
      throw error;
    }
    this.namespaces = namespaces;
    this.addresses = this.#wire.addresses;
  }

  /** Begins to carry. */
  start(observer: WireObserver): void {
    this.observe(observer);
    this.#goOn();
  }

  /** Also for this one, behind those before. */
  observe(observer: WireObserver): void {
    this.#observers.push(observer);
  }

  /** What TCP sockets of a host begin with; null for the kernel's own choice. */
  congestionControlOf(place: number): string | null {
    return this.#congestion.chosen(place);
  }

  /** Takes what the hosts have sent, and hands on what is due; in a flood, a part of both at once. */
  carry(atUs = this.#clock.nowUs()): void {
    if (this.#carryPart(atUs)) pacer.add(this.#goOn);
  }

  #carryPart(atUs: number): boolean {
    if (this.#isClosed) return false;
    let isMore = false;
    for (const [place, port] of this.#wire.ports.entries()) {
      const count = port.receive((frame) => this.#enter(port, place, frame, atUs), FRAMES_AT_ONCE);
      if (count === FRAMES_AT_ONCE) isMore = true;
    }
    return this.#handOn(atUs) || isMore;
  }

  state(): Omit<WireState, "held"> {
    return {
      implementation: this.#kind,
      mtuBytes: this.#mtuBytes,
      seed: this.#seed,
      directions: this.#pairs().map(({ from, to, direction }) => {
        const { settings, queuedPackets, queuedBytes, flyingPackets } = this.#shaper.line(direction);
        return { from, to, settings, queuedPackets, queuedBytes, flyingPackets };
      }),
      rules: [...this.#shaper.rules],
      hosts: this.#congestion.state(),
      congestionControls: availableCongestionControls(),
    };
  }

  /** Ids of the packets that are held, in the order in which they entered. */
  heldIds(): number[] {
    return Array.from(this.#shaper.held(), ({ packet }) => packet.id);
  }

  /** `bad_params` where it names no host: nothing is set then. */
  set(change: WireChange): void {
    this.carry();
    this.#apply(change);
    this.#goOn();
  }

  /** False where no packet of that id is held. */
  act(id: number, action: HandAction): boolean {
    const isHeld = this.#shaper.act(id, action, this.#clock.nowUs());
    this.#goOn();
    return isHeld;
  }

  /** A second close does nothing. The namespaces are their networks' to close. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    pacer.delete(this.#goOn);
    this.#shaper.close();
    this.#wire.close();
  }

  #pairs(): { from: string; to: string; direction: number }[] {
    return directionsOf(this.hosts)
      .map((ends, direction) => ({ ...ends, direction }))
      .filter(({ from, to }) => from !== to);
  }

  #apply({ settings = {}, directions = [], rules, hosts = [] }: WireChange): void {
    for (const [index, { from, to }] of directions.entries()) {
      for (const [field, name] of Object.entries({ from, to }))
        this.#checkHost(name, `directions.${index}.${field}`);
      if (from === to) {
        const field = `directions.${index}.to`;
        throw codedFailure("bad_params", `${field}: must be another host than from`, { field });
      }
    }
    for (const [index, { match }] of (rules ?? []).entries()) {
      for (const field of ["from", "to"] as const) {
        const name = match[field];
        if (name !== undefined) this.#checkHost(name, `rules.${index}.match.${field}`);
      }
    }
    for (const [index, { name }] of hosts.entries()) this.#checkHost(name, `hosts.${index}.name`);
    this.#congestion.set(hosts);
    const nowUs = this.#clock.nowUs();
    for (const { from, to, direction } of this.#pairs()) {
      const own = directions.filter((each) => each.from === from && each.to === to);
      const changes = [settings, ...own.map((each) => each.settings)];
      const next: WireSettings = Object.assign(
        {},
        this.#shaper.line(direction).settings,
        ...changes.map(given),
      );
      this.#shaper.set(direction, next, nowUs);
    }
    if (rules !== undefined) this.#shaper.setRules(rules);
  }

  #checkHost(name: string, field: string): void {
    if (this.hosts.includes(name)) return;
    const message = `${field}: there is no host ${name}; hosts are ${this.hosts.join(", ")}`;
    throw codedFailure("bad_params", message, { field });
  }

  #enter(port: WirePort, from: number, frame: Uint8Array, atUs: number): void {
    const destination = this.#wire.destination(frame);
    const own = frame.slice();
    if (destination === "others") {
      for (const to of this.hosts.keys())
        if (to !== from) this.#enterFor(to, { port, from, frame: own, atUs });
    } else this.#enterFor(destination, { port, from, frame: own, atUs });
  }

  #enterFor(
    to: number | null,
    { port, from, frame, atUs }: { port: WirePort; from: number; frame: Uint8Array; atUs: number },
  ): void {
    this.#lastId += 1;
    const packet = new CarriedPacket({ id: this.#lastId, from, to, frame, headerBytes: port.headerBytes });
    for (const observer of this.#observers) observer.onEntered(packet, atUs);
    if (to === null) {
      this.#report(packet, lostBy({ by: "noHost" }), atUs);
      return;
    }
    const passage = this.#shaper.enter(packet, from * this.hosts.length + to, atUs);
    if (!passage.isHeld || passage.cause === null) return;
    for (const observer of this.#observers) observer.onHeld(packet, passage.cause, atUs);
  }

  /** Says whether more is due. */
  #handOn(atUs: number): boolean {
    const most = FRAMES_AT_ONCE * this.hosts.length;
    for (let count = 0; count < most; count += 1) {
      const next = this.#shaper.take(atUs);
      if (next === undefined) {
        this.#awaitNext();
        return false;
      }
      this.#leave(next, atUs);
    }
    return this.#shaper.nextUs <= atUs;
  }

  #leave({ passage, isDelivered }: Outcome<CarriedPacket>, atUs: number): void {
    const { packet, effects, cause, isCopy } = passage;
    const isTaken = isDelivered && this.#deliver(passage);
    const fate = isDelivered && !isTaken ? ({ by: "host" } as const) : cause;
    this.#report(packet, { isDelivered: isTaken, effects: [...effects], cause: fate, isCopy }, atUs);
  }

  #report(packet: CarriedPacket, leaving: Leaving, atUs: number): void {
    for (const observer of this.#observers) observer.onLeft(packet, leaving, atUs);
  }

  #deliver({ packet, corruptSeed }: Passage<CarriedPacket>): boolean {
    const port = packet.to === null ? undefined : this.#wire.ports[packet.to];
    if (port === undefined) return false;
    return port.send(corruptSeed === null ? packet.frame : packet.corrupted(corruptSeed));
  }

  /** Carries, and sees to it that it goes on: now where there is more, else when a host sends or something is due. */
  readonly #goOn = (): void => {
    if (this.#isClosed) return;
    if (this.#carryPart(this.#clock.nowUs())) {
      pacer.add(this.#goOn);
      return;
    }
    for (const [place, port] of this.#wire.ports.entries()) {
      if (this.#isArmed[place] === true) continue;
      this.#isArmed[place] = true;
      port.whenReadable(() => {
        this.#isArmed[place] = false;
        pacer.add(this.#goOn);
      });
    }
  };

  #awaitNext(): void {
    const { nextUs } = this.#shaper;
    if (nextUs === this.#timerUs) return;
    clearTimeout(this.#timer);
    this.#timerUs = nextUs;
    if (nextUs === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.max(0, Math.ceil((nextUs - this.#clock.nowUs()) / 1000));
    this.#timer = setTimeout(this.#onDue, waitMs).unref();
  }

  readonly #onDue = (): void => {
    this.#timerUs = Number.POSITIVE_INFINITY;
    this.#goOn();
  };
}

/** Every host to every host, by their places: that of a host to itself is there, and never used. */
function directionsOf(hosts: readonly string[]): { from: string; to: string }[] {
  return hosts.flatMap((from) => hosts.map((to) => ({ from, to })));
}

/** What is given, without what is undefined. */
function given(settings: object): Partial<WireSettings> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function lostBy(cause: WireCause): Leaving {
  return { isDelivered: false, effects: [], cause, isCopy: false };
}
