import type { WireSetting } from "@sockpit/protocol";
import type { AppModel, Stories } from "../../catalogue/story.js";
import { WireBand } from "./WireBand.js";
import type { Section } from "./wire-model.js";
import { wireModelOf } from "./wire-models.js";

const view = () => (
  <div className="app" style={{ height: 640 }}>
    <WireBand />
  </div>
);

/** The SYN-ACK and datagrams are held, dropped, released and duplicated; one is held to the end. */
const situation = { recording: "wire-hands" } as const;
/** Each direction loses packets in a way of its own; one of the client's to the server is held to the end. */
const threeHosts = { recording: "wire-three-hosts" } as const;
const fourHosts = { recording: "wire-four-hosts" } as const;

/** The moment in which a packet is held, or enters the wire, for the first time. */
function goToFirst({ moment, record }: AppModel, event: "packetHeld" | "packet"): void {
  const first = record.record.events.list.find((each) => each.event === event);
  if (first !== undefined) moment.goTo(first.seq);
}

/** The moment in which a packet is lost, for the first time by this setting. */
function goToLoss({ moment, record }: AppModel, setting: WireSetting): void {
  const lost = record.record.events.list.find(
    (each) => each.event === "packetLeft" && each.cause?.by === "setting" && each.cause.setting === setting,
  );
  if (lost !== undefined) moment.goTo(lost.seq);
}

function open({ record, session }: AppModel, section: Section): void {
  wireModelOf(record, session).open(section);
}

export const stories: Stories = [
  {
    name: "a packet that is still held at the end",
    situation,
    view,
    widthPx: 700,
    shows: () => ["client", "server", "held at the end"],
  },
  {
    name: "the same in a narrow page",
    situation,
    view,
    widthPx: 360,
    shows: () => ["held at the end"],
  },
  {
    name: "a held SYN-ACK, at a moment of the past",
    situation,
    before: (app) => goToFirst(app, "packetHeld"),
    view,
    widthPx: 700,
    shows: () => ["SYN-ACK"],
  },
  {
    name: "a packet on its way, at a moment of the past",
    situation,
    before: (app) => goToFirst(app, "packet"),
    view,
    widthPx: 700,
    shows: () => ["SYN"],
  },
  {
    name: "three hosts",
    situation: threeHosts,
    view,
    widthPx: 700,
    shows: () => ["client", "server", "cache", "client → server", "held at the end"],
  },
  {
    name: "three hosts in a narrow page",
    situation: threeHosts,
    view,
    widthPx: 360,
    shows: () => ["held at the end"],
  },
  {
    name: "a packet that is lost between two of three hosts",
    situation: threeHosts,
    before: (app) => goToLoss(app, "lossEveryNth"),
    view,
    widthPx: 700,
    shows: () => ["UDP 5 B “first”"],
  },
  {
    name: "the settings of one direction of three hosts",
    situation: threeHosts,
    before: (app) => {
      open(app, "settings");
      wireModelOf(app.record, app.session).setScope({ from: "cache", to: "client" });
    },
    view,
    widthPx: 700,
    shows: () => ["cache → client"],
  },
  {
    name: "four hosts",
    situation: fourHosts,
    view,
    widthPx: 700,
    shows: () => ["label-printer", "held at the end"],
  },
  {
    name: "four hosts in a narrow page",
    situation: fourHosts,
    view,
    widthPx: 360,
    shows: () => ["label-printer"],
  },
  {
    name: "the settings",
    situation,
    before: (app) => open(app, "settings"),
    view,
    widthPx: 700,
    shows: () => ["client → server"],
  },
  {
    name: "the rules",
    situation,
    before: (app) => open(app, "rules"),
    view,
    widthPx: 700,
    shows: () => ["syn-ack", "corrupt"],
  },
  {
    name: "what was done by hand",
    situation,
    before: (app) => open(app, "log"),
    view,
    widthPx: 700,
    shows: () => ["held, dropped"],
  },
  {
    name: "folded",
    situation,
    before: ({ record, session }) => wireModelOf(record, session).fold(true),
    view,
    widthPx: 700,
    shows: () => [],
  },
];
