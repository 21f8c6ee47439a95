import type { Stories } from "../../catalogue/story.js";
import { HostGroups } from "./HostGroups.js";

const hosts = ["client", "server", "router"].map((name, at) => ({ name, addresses: [`10.0.0.${at + 1}`] }));

const view = () => <HostGroups hosts={hosts} />;

const shows = () => ["server.py", "10.0.0.3"];

export const stories: Stories = [
  { name: "programs on two of three hosts", view, widthPx: 400, shows },
  { name: "the same in a narrow page", view, widthPx: 260, shows },
  {
    name: "a program that waits in accept",
    situation: {
      recording: "sample-programs",
      until: (event) => event.event === "callBlocked",
      hasRun: true,
    },
    view,
    widthPx: 400,
    shows,
  },
];
