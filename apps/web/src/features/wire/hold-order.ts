/**
 * The order in which a person means to let held packets go: as they came, but for those that were put ahead of others. Packets that
 * are new come last; those that are no longer held leave it.
 */
export function orderHeld(planned: readonly number[], held: readonly number[]): number[] {
  const present = new Set(held);
  const known = new Set(planned);
  return [...planned.filter((packet) => present.has(packet)), ...held.filter((packet) => !known.has(packet))];
}

/** The same with a packet at another place. */
export function moveTo(order: readonly number[], packet: number, place: number): number[] {
  const others = order.filter((each) => each !== packet);
  if (others.length === order.length) return [...order];
  const bounded = Math.min(Math.max(place, 0), others.length);
  return [...others.slice(0, bounded), packet, ...others.slice(bounded)];
}

/** Those of a packet that came before it and are now to go after it: it passes them. */
export function passedBy(order: readonly number[], packet: number): number[] {
  const at = order.indexOf(packet);
  return at < 0 ? [] : order.slice(at + 1).filter((other) => other < packet);
}
