import { z } from "zod";
import { Nothing } from "../commands/shared.js";
import { describeControl } from "../describe.js";
import { HandAction } from "../values/wire.js";

export const actOnPacket = describeControl({
  summary: "Let a held packet go, drop it, or send it twice.",
  params: z.strictObject({
    packet: z.int().min(1).describe("The packet's number, from its events."),
    action: HandAction,
  }),
  result: Nothing,
});
