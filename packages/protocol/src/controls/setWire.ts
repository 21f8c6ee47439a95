import { Nothing } from "../commands/shared.js";
import { describeControl } from "../describe.js";
import { WireChange } from "../values/wire.js";

export const setWire = describeControl({
  summary: "Set the wire of a lab with hosts; what is not named stays as it is. `wireChanged` follows.",
  params: WireChange,
  result: Nothing,
});
