import { describe, expect, it } from "vitest";
import { loadFixture } from "../../fixtures/load-fixture.js";
import { recordedFailure } from "../../fixtures/recorded-failure.js";
import { createTranslation } from "../../shared/translation.js";
import type { Hint } from "./hint.js";
import { hintTextStrings } from "./hint-texts.js";
import { ended, hintFor } from "./test-hints.js";

/** server.py listens on 127.0.0.1 of server; client.py looks for it on 127.0.0.1 of client, and then on server. */
const events = loadFixture("wrong-host");

const hosts = [
  { name: "client", addresses: ["10.0.0.1", "fd00::1"] },
  { name: "server", addresses: ["10.0.0.2", "fd00::2"] },
];

const server = {
  id: "s",
  name: "server.py",
  source: 'import socket\nlistener = socket.socket()\nlistener.bind(("127.0.0.1", 8088))\n',
  colour: 0,
};

const client = (address: string) => `import socket\nsk = socket.socket()\nsk.connect(("${address}", 8088))\n`;

/** The hint for the client when a connect of it was refused. `host`: where it runs; null in a lab without a wire. */
function hintOf(connect: "first" | "second", source: string, host: string | null = "client") {
  const refused = events.filter((event) => event.event === "callEnded" && event.error !== undefined);
  const end = refused[connect === "first" ? 0 : 1];
  if (end?.event !== "callEnded") throw new Error("Two connects were to be refused");
  const known = events.slice(0, events.indexOf(end) + 1);
  const onWire = host === null ? undefined : { host, hosts };
  const program = { id: "c", name: "client.py", source, colour: 1 };
  return hintFor(ended(end.pid, 1, recordedFailure(known, end.pid)), known, source, {
    program,
    programs: [server, program],
    onWire,
  });
}

function said(hint: Hint | undefined): string[] {
  return (["en", "zh-TW"] as const).map((language) =>
    createTranslation(language, hintTextStrings[language]).t(
      `hintTexts.${hint?.id ?? "refused"}`,
      hint?.values,
    ),
  );
}

describe("a client that looks for its server on its own loopback", () => {
  it("is told the server's host, and offered to use its name", () => {
    const hint = hintOf("first", client("127.0.0.1"));
    expect(hint).toMatchObject({
      id: "onAnotherHost",
      line: 3,
      values: { address: "127.0.0.1", port: 8088, host: "client", other: "server" },
      actions: [{ kind: "edit", edit: "hostName", source: client("server") }],
    });
    expect(said(hint)).toEqual([
      "127.0.0.1 is client itself: each host has a loopback of its own. On port 8088 listens server: connect to it by its name.",
      "127.0.0.1 是 client 自己：每台主機各有自己的 loopback。監聽埠 8088 的是 server，請用它的名稱連線。",
    ]);
  });

  it("is offered no edit where its text does not name the loopback", () => {
    expect(hintOf("first", "sk.connect(sys.argv[1:])\n")).toMatchObject({
      id: "onAnotherHost",
      actions: [],
    });
  });

  it("is told that nobody listens where no other host has such a server, or the lab has no hosts", () => {
    expect(hintOf("first", client("127.0.0.1"), "server")).toMatchObject({ id: "refused" });
    expect(hintOf("first", client("127.0.0.1"), null)).toMatchObject({ id: "refused" });
  });
});

describe("a client that looks for its server on the server's host, which listens on its own loopback only", () => {
  it("is told so, and offered to have the server listen on all addresses", () => {
    const hint = hintOf("second", client("server"));
    expect(hint).toMatchObject({
      id: "onlyOnItsHost",
      line: 3,
      values: { server: "server.py", other: "server", port: 8088 },
      actions: [
        {
          kind: "edit",
          edit: "allAddresses",
          of: server,
          source: server.source.replace("127.0.0.1", "0.0.0.0"),
        },
      ],
    });
    expect(said(hint)).toEqual([
      "server.py listens on 127.0.0.1 of server only, which other hosts cannot reach. It has to listen on all addresses: bind(('0.0.0.0', 8088)). Then run both again.",
      "server.py 只在 server 的 127.0.0.1 上監聽，別的主機連不到。它要在所有位址上監聽：bind(('0.0.0.0', 8088))。改好後兩個程式都再執行一次。",
    ]);
  });
});
