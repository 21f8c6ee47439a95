import { createStore, type StoreApi } from "zustand/vanilla";

/**
 * One thing that a person can choose: a call by its number, a packet by its, a socket by its kernel cookie; what the event
 * `seq` changed of a socket.
 */
export type Chosen =
  | { kind: "call"; call: number }
  | { kind: "packet"; packet: number }
  | { kind: "socket"; socket: string }
  | { kind: "change"; seq: number; socket: string };

interface Selection {
  chosen: Chosen | null;
  /** What the pointer rests on: shown as the chosen thing is, but quietly. */
  preview: Chosen | null;
  /** The call that is chosen, or that the chosen packet belongs to: its line is marked in the editor. */
  call: number | null;
  /** The socket that is chosen, or that the chosen thing belongs to. */
  socket: string | null;
  /** The program that keys act on when none has the focus: the one used last. */
  program: string | null;
  /** A line to scroll to and put the cursor on; a new object for each request. */
  reveal: { program: string; line: number } | null;
}

/** Where a thing belongs, looked up when it is chosen. */
interface SelectionSources {
  findCall(call: number): { pid: number; socket: string | null; source: { line: number } | null } | undefined;
  findPacket(packet: number): { call: number | null; socket: string | null } | undefined;
  programOfPid(pid: number): string | undefined;
}

/** What the person points at, shared by the views. */
export class SelectionModel {
  readonly store: StoreApi<Selection> = createStore(() => ({
    chosen: null,
    preview: null,
    call: null,
    socket: null,
    program: null,
    reveal: null,
  }));

  readonly #sources: SelectionSources;

  constructor(sources: SelectionSources) {
    this.#sources = sources;
  }

  /** Chooses a thing together with the call and the socket that it belongs to. */
  choose(thing: Chosen): void {
    switch (thing.kind) {
      case "call":
        this.selectCall(thing.call, this.#sources.findCall(thing.call)?.socket ?? null);
        break;
      case "packet":
        this.selectPacket(
          thing.packet,
          this.#sources.findPacket(thing.packet) ?? { call: null, socket: null },
        );
        break;
      case "socket":
        this.selectSocket(thing.socket);
        break;
      case "change":
        this.store.setState({ chosen: thing, call: null, socket: thing.socket });
        break;
    }
  }

  /** Goes to the line of the chosen call, or of the call that the chosen packet belongs to. */
  revealChosen(): void {
    const { call } = this.store.getState();
    const found = call === null ? undefined : this.#sources.findCall(call);
    const program = found === undefined ? undefined : this.#sources.programOfPid(found.pid);
    if (found?.source && program !== undefined) this.revealLine(program, found.source.line);
  }

  selectCall(call: number | null, socket: string | null = null): void {
    this.store.setState({ chosen: call === null ? null : { kind: "call", call }, call, socket });
  }

  /** Chooses a packet, with the call that sent it and the socket it left, where they are known. */
  selectPacket(packet: number, { call, socket }: { call: number | null; socket: string | null }): void {
    this.store.setState({ chosen: { kind: "packet", packet }, call, socket });
  }

  selectSocket(socket: string): void {
    this.store.setState({ chosen: { kind: "socket", socket }, call: null, socket });
  }

  clear(): void {
    this.store.setState({ chosen: null, preview: null, call: null, socket: null });
  }

  preview(thing: Chosen | null): void {
    if (!isSameThing(this.store.getState().preview, thing)) this.store.setState({ preview: thing });
  }

  useProgram(program: string): void {
    if (this.store.getState().program !== program) this.store.setState({ program });
  }

  revealLine(program: string, line: number): void {
    this.store.setState({ reveal: { program, line } });
  }
}

export function isSameThing(a: Chosen | null, b: Chosen | null): boolean {
  return a === b || (a !== null && b !== null && keyOf(a) === keyOf(b));
}

function keyOf(thing: Chosen): string {
  switch (thing.kind) {
    case "call":
      return `call ${thing.call}`;
    case "packet":
      return `packet ${thing.packet}`;
    case "socket":
      return `socket ${thing.socket}`;
    case "change":
      return `change ${thing.seq} ${thing.socket}`;
  }
}
