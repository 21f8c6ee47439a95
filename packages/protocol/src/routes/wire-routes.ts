import { z } from "zod";
import { ActOnPacket } from "../rest.js";
import { clearWire, WireChange, WireState } from "../values/wire.js";
import { describeRoute } from "./describe-route.js";

const exampleState = {
  implementation: "tun",
  mtuBytes: 1500,
  seed: 1,
  directions: [
    {
      from: "client",
      to: "server",
      settings: { ...clearWire, delayMs: 50 },
      queuedPackets: 0,
      queuedBytes: 0,
      flyingPackets: 1,
    },
    { from: "server", to: "client", settings: clearWire, queuedPackets: 0, queuedBytes: 0, flyingPackets: 0 },
  ],
  rules: [],
  hosts: [
    { name: "client", congestionControl: "reno" },
    { name: "server", congestionControl: "cubic" },
  ],
  congestionControls: ["reno", "cubic"],
  held: [],
};

export const getWire = describeRoute({
  method: "GET",
  path: "/api/labs/{lab}/wire",
  tag: "wire",
  summary: "Get how the wire is set, and what is on it.",
  description: "A lab has a wire where it was created with `hosts`.",
  access: "viewerToken",
  answeredBy: "labHost",
  answer: { status: 200, description: "The wire.", media: { json: WireState } },
  duration: "short",
  errors: ["no_wire"],
  example: { answer: exampleState },
});

export const changeWire = describeRoute({
  method: "POST",
  path: "/api/labs/{lab}/wire",
  tag: "wire",
  summary:
    "Set the wire: delay, loss, rate and the like, of all directions or of one; rules; congestion control.",
  description:
    "What is not named stays as it is. It applies to packets that enter from now on; a new rate also to those that wait.",
  access: "labToken",
  answeredBy: "labHost",
  body: WireChange,
  answer: { status: 200, description: "The wire as it is now.", media: { json: WireState } },
  duration: "short",
  errors: ["no_wire"],
  example: {
    body: { directions: [{ from: "client", to: "server", settings: { delayMs: 50 } }] },
    answer: exampleState,
  },
});

export const actOnPacket = describeRoute({
  method: "POST",
  path: "/api/labs/{lab}/wire/packets/{packet}",
  tag: "wire",
  summary: "Let a held packet go, drop it, or send it twice.",
  description: "To let it pass another, let it go before the other.",
  access: "labToken",
  answeredBy: "labHost",
  pathFields: { packet: z.int().min(1).describe("The packet's number, from its events.") },
  body: ActOnPacket,
  answer: { status: 204, description: "It is done." },
  duration: "short",
  errors: ["no_wire", "no_such_packet"],
  example: { path: { packet: "3" }, body: { action: "release" } },
});
