import { expect, it } from "vitest";
import { findCall } from "../fixtures/find-events.js";
import { loadFixtureUntil } from "../fixtures/load-fixture.js";
import { LabClock } from "./lab-clock.js";
import { RecordModel } from "./record-model.js";

/** The server waits in accept; a minute passes between any two looks at the clock. */
function waiting() {
  const events = loadFixtureUntil("sample-programs", (event) => event.event === "callBlocked");
  let nowMs = 0;
  const clock = new LabClock(() => (nowMs += 60_000));
  const model = new RecordModel({ clock });
  model.append(events);
  clock.observe(events.at(-1)?.at ?? 0);
  const accept = findCall(events, "accept").call;
  const state = () => {
    const view = model.store.getState();
    const call = view.findCall(accept);
    return call === undefined ? undefined : view.stateOf(call).kind;
  };
  return { model, state };
}

it("stops time and calls while there is no connection, and goes on when there is", () => {
  const { model, state } = waiting();
  expect(state()).toBe("blocked");
  model.disconnect();
  expect(state()).toBe("lost");
  expect(model.clock.nowUs()).toBe(model.clock.nowUs());
  model.reconnect();
  expect(state()).toBe("blocked");
  expect(model.clock.nowUs()).toBeLessThan(model.clock.nowUs());
});

it("ends all that lived in a lab that is lost: its calls were lost, and its processes with it", () => {
  const { model, state } = waiting();
  model.disconnect();
  model.endLab("lost");
  expect(state()).toBe("lost");
  expect(model.store.getState().processes.map(({ end }) => end?.reason)).toEqual(["labClosed"]);
  const { seq } = model;
  model.endLab("lost");
  expect(model.seq).toBe(seq);
});

it("ends what lived in a network that the person has reset as killed", () => {
  const { model, state } = waiting();
  model.endLab("reset");
  expect(state()).toBe("abandoned");
  expect(model.store.getState().processes).toMatchObject([{ end: { reason: "killed", status: 137 } }]);
});
