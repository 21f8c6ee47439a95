import type { Stories } from "../../catalogue/story.js";
import { DiagramPane } from "./DiagramPane.js";

const view = () => <DiagramPane viewSwitch={null} exportMenu={null} />;

export const stories: Stories = [
  {
    name: "a chat server and five clients",
    situation: { recording: "chat" },
    view,
    widthPx: 760,
    shows: () => ["server.py", "client-1.py", "client-5.py", "SYN"],
  },
  {
    name: "a server split by its four threads",
    situation: { recording: "four-threads" },
    before: ({ diagram }) => diagram.laneView.split(0, "thread"),
    view,
    widthPx: 900,
    shows: () => ["Thread-1 (serve)", "Thread-4 (serve)", "SYN"],
  },
  {
    name: "a server split by its sockets",
    situation: { recording: "two-clients" },
    before: ({ diagram }) => diagram.laneView.split(0, "socket"),
    view,
    widthPx: 760,
    shows: () => ["server.py", "fd 4", "fd 5"],
  },
  {
    name: "sixteen programs",
    situation: { recording: "sixteen-programs" },
    view,
    widthPx: 760,
    shows: (t) => ["server.py", "client-15.py", t("diagram.openLane", { name: "client-15.py" })],
  },
  {
    name: "sixteen programs on a telephone",
    situation: { recording: "sixteen-programs" },
    view,
    widthPx: 375,
    shows: () => ["server.py", "client-15.py"],
  },
  {
    name: "the menu of a lane",
    situation: { recording: "four-threads" },
    view,
    widthPx: 760,
    act: (stage, t) => stage.press(t("diagram.lane", { name: "server.py" })),
    shows: (t) => [t("diagram.lanePerSocket"), t("diagram.lanePerThread"), t("diagram.foldLane")],
  },
  {
    name: "nobody listens",
    situation: { recording: "refused" },
    view,
    widthPx: 480,
    shows: (t) => ["SYN", "RST", t("programs.nobody")],
  },
];
