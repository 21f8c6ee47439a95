import { codedFailure, type WireChange, type WireState } from "@sockpit/protocol";
import {
  availableCongestionControls,
  type NetworkNamespace,
  Socket,
  SystemError,
  setCongestionControl,
  usualCongestionControl,
} from "@sockpit/sockets";

/**
 * What TCP sockets of each host of a wire begin with. It is set on each socket as it is made, as `net.ipv4.tcp_congestion_control`
 * would: in a container, /proc/sys cannot be written.
 */
export class HostCongestion {
  readonly #hosts: readonly string[];
  readonly #namespaces: readonly NetworkNamespace[];
  readonly #chosen: (string | null)[];
  readonly #usual: string;

  constructor(hosts: readonly string[], namespaces: readonly NetworkNamespace[]) {
    const [first] = namespaces;
    this.#hosts = hosts;
    this.#namespaces = namespaces;
    this.#chosen = hosts.map(() => null);
    this.#usual = first === undefined ? "" : usualCongestionControl(first);
  }

  chosen(place: number): string | null {
    return this.#chosen[place] ?? null;
  }

  state(): WireState["hosts"] {
    return this.#hosts.map((name, place) => ({
      name,
      congestionControl: this.#chosen[place] ?? this.#usual,
    }));
  }

  /** Of hosts that there are. `bad_params` where the kernel takes one of the names from no one: nothing is set then. */
  set(changes: NonNullable<WireChange["hosts"]>): void {
    for (const [index, { name, congestionControl }] of changes.entries())
      this.#check(this.#hosts.indexOf(name), congestionControl, `hosts.${index}.congestionControl`);
    for (const { name, congestionControl } of changes)
      this.#chosen[this.#hosts.indexOf(name)] = congestionControl;
  }

  #check(place: number, name: string, field: string): void {
    const namespace = this.#namespaces[place];
    if (namespace === undefined) return;
    const socket = Socket.open({ namespace });
    try {
      setCongestionControl(socket, name);
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      const known = availableCongestionControls();
      const others = known.length === 0 ? "" : `; it has ${known.join(", ")}`;
      throw codedFailure("bad_params", `${field}: this kernel has no ${name}${others}`, { field });
    } finally {
      socket.close();
    }
  }
}
