import { expect, test, vi } from "vitest";
import { Parking, parkOutcome } from "./parking.js";
import { Waits } from "./waits.js";

const atOnce = { waitAhead: () => Promise.resolve() };

test("a place is woken once, before or after somebody waits there", async () => {
  const parking = new Parking(atOnce);
  const waits = new Waits(() => false);
  const parked = parking.park(1, -1, waits.begin("Thread-1"));
  parking.unpark(1);
  expect(await parked).toBe(parkOutcome.woken);
  parking.unpark(2);
  expect(await parking.park(2, -1, waits.begin("Thread-1"))).toBe(parkOutcome.woken);
});

test("a wait ends by its time or by a signal, and does so for its own place only", async () => {
  const parking = new Parking(atOnce);
  const waits = new Waits(() => false);
  const timed = parking.park(1, 1, waits.begin("Thread-1"));
  const main = parking.park(2, -1, waits.begin(undefined));
  const other = parking.park(3, -1, waits.begin("Thread-2"));
  waits.interrupt();
  expect([await timed, await main]).toEqual([parkOutcome.timedOut, parkOutcome.interrupted]);
  parking.unpark(3);
  expect(await other).toBe(parkOutcome.woken);
});

test("a wait whose time is over goes on in a task of its own", async () => {
  const waitAhead = vi.fn(() => Promise.resolve());
  const parking = new Parking({ waitAhead });
  expect(await parking.park(1, 1, new Waits(() => false).begin("Thread-1"))).toBe(parkOutcome.timedOut);
  expect(waitAhead).toHaveBeenCalledOnce();
});
