import type { Stories } from "../../catalogue/story.js";
import { StreamDialog } from "./StreamDialog.js";

const view = () => <StreamDialog />;

export const stories: Stories = [
  {
    name: "what client and server said",
    situation: { recording: "sample-programs" },
    before: (app) => app.stream.followStream(1),
    view,
    shows: (t) => [
      t("data.stream.title"),
      "Good morning, server!",
      "Good morning! I heard you.",
      t("data.stream.close"),
      t("data.forms.hex"),
    ],
  },
  {
    name: "the same as bytes",
    situation: { recording: "sample-programs" },
    before: async (app) => {
      app.stream.setForm("hex");
      await app.stream.followStream(1);
    },
    view,
    shows: () => ["47 6f 6f 64"],
  },
  {
    name: "none of it is kept",
    situation: { recording: "sample-programs" },
    before: (app) => app.stream.followStream(7),
    view,
    shows: (t) => [t("data.stream.failed", { message: "None of its packets is kept." })],
  },
  {
    name: "of Unix sockets, put together from calls",
    situation: { recording: "unix-pair" },
    before: (app) => app.stream.followCall(2),
    view,
    shows: (t) => [t("data.stream.fromCalls"), "over the pair"],
  },
];
