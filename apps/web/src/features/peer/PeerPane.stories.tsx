import type { AppModel, Stories } from "../../catalogue/story.js";
import { PeerPane } from "./PeerPane.js";
import type { PeerKind } from "./peer-kind.js";
import type { Peer } from "./peers-model.js";

const view = () => (
  <div className="app" style={{ height: 760 }}>
    <div style={{ flex: 1 }} />
    <PeerPane />
  </div>
);

async function opened(app: AppModel, kind: PeerKind, port: number): Promise<Peer> {
  await app.peers.open(kind, { transport: "tcp", host: "127.0.0.1", port });
  const peer = app.peers.store.getState().peers?.store.getState().peers.at(-1);
  if (peer === undefined) throw new Error("No other end is open.");
  return peer;
}

/** What is due has been received. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

async function talking(app: AppModel, port = 8088): Promise<void> {
  const { kind, model } = await opened(app, "terminal", port);
  if (kind !== "terminal") return;
  void model.start({ transport: "tcp", host: "127.0.0.1", port, isListening: false });
  await settled();
  model.sendLine("Good morning, server!", "lf");
  model.send(Uint8Array.of(0xff, 0xfe, 10));
  await settled();
}

async function asking(app: AppModel, port: number): Promise<void> {
  const { kind, model } = await opened(app, "http", port);
  if (kind === "http") await model.send();
}

async function browsing(app: AppModel, port: number): Promise<void> {
  const { kind, model } = await opened(app, "browser", port);
  if (kind === "browser") await model.go();
}

async function calling(app: AppModel): Promise<void> {
  const { kind, model } = await opened(app, "console", 8088);
  if (kind !== "console") return;
  await model.run("s = socket()");
  await model.run('s.connect(("127.0.0.1", 8088)); s.recv(1024)');
  await model.run("_.decode()");
  await model.run("s.recvx(1)");
  void model.run("s.recv(1024)");
  await settled();
}

export const stories: Stories = [
  {
    name: "a console before its first call",
    before: async (app) => void (await opened(app, "console", 8088)),
    view,
    widthPx: 900,
    shows: () => ["console-1"],
  },
  {
    name: "a console with results, a mistake and a call that waits",
    before: calling,
    view,
    widthPx: 900,
    shows: () => ["Good morning! I heard you.", "Did you mean `recv`?"],
  },
  {
    name: "the same in a narrow page",
    before: calling,
    view,
    widthPx: 380,
    shows: () => ["Good morning! I heard you."],
  },
  {
    name: "a terminal that is not connected yet",
    before: async (app) => void (await opened(app, "terminal", 8088)),
    view,
    widthPx: 900,
    shows: () => ["nc 127.0.0.1:8088", "UDP"],
  },
  {
    name: "a terminal in a conversation",
    before: (app) => talking(app),
    view,
    widthPx: 900,
    shows: () => ["Good morning, server!", "Good morning! I heard you.", "FF FE"],
  },
  {
    name: "a terminal whose connection failed, in a narrow page",
    before: (app) => talking(app, 9),
    view,
    widthPx: 380,
    shows: () => ["connection_lost"],
  },
  {
    name: "an HTTP client before its first request",
    before: async (app) => void (await opened(app, "http", 8000)),
    view,
    widthPx: 900,
    shows: () => ["GET"],
  },
  {
    name: "an HTTP client with a right answer",
    before: (app) => asking(app, 8000),
    view,
    widthPx: 1200,
    shows: () => ["SimpleHTTP/0.6", "200"],
  },
  {
    name: "an HTTP client with a wrong answer, in a narrow page",
    before: (app) => asking(app, 8001),
    view,
    widthPx: 380,
    shows: () => ["Content-Length"],
  },
  {
    name: "a browser before its first page",
    before: async (app) => void (await opened(app, "browser", 8000)),
    view,
    widthPx: 900,
    shows: () => ["127.0.0.1:8000"],
  },
  {
    name: "a browser with a page",
    before: (app) => browsing(app, 8000),
    view,
    widthPx: 900,
    shows: () => ["200"],
  },
  {
    name: "several other ends",
    before: async (app) => {
      await talking(app);
      await asking(app, 8000);
      await browsing(app, 8001);
    },
    view,
    widthPx: 620,
    shows: () => ["nc 127.0.0.1:8088", "HTTP 127.0.0.1:8000"],
  },
];
