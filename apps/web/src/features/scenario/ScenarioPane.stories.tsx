import { parseScenario } from "@sockpit/protocol/scenario";
import type { AppModel, Stories } from "../../catalogue/story.js";
import { type CheckRun, waitingRun } from "./check/check-run.js";
import { RefusedNote } from "./open/RefusedNote.js";
import { OpenMomentContext } from "./open-moment-context.js";
import { ScenarioPane } from "./ScenarioPane.js";

const text = `title: TCP hello                               zh-TW: 你好，TCP
level: beginner
-- text --
The client's \`connect()\` makes the **three-way handshake**: SYN, SYN-ACK, ACK.

- \`recv(1024)\` means *at most* 1,024 bytes.
- [RFC 9293](https://www.rfc-editor.org/rfc/rfc9293) has the states. <script>alert(1)</script>
-- text zh-TW --
客戶端的 \`connect()\` 進行**三向交握**：SYN、SYN-ACK、ACK。

- \`recv(1024)\` 的意思是*最多* 1,024 個位元組。
- 狀態見 [RFC 9293](https://www.rfc-editor.org/rfc/rfc9293)。 <script>alert(1)</script>
-- server.py --
import socket
-- client.steps -- after server.listen
s = socket()
-- expect --
packets  client > server SYN, server > client SYN-ACK, client > server ACK
output   server "hi"
state    client.s TIME-WAIT within 1s
never    RST
-- conditions --
plain  2 points
short reads 1..3 seed 7  4 points
wire delay 50ms  4 points
`;

const view = () => (
  <OpenMomentContext value={() => {}}>
    <div className="app" style={{ height: 620 }}>
      <div style={{ flex: 1 }} />
      <ScenarioPane />
      <RefusedNote />
    </div>
  </OpenMomentContext>
);

async function opened(app: AppModel, changed = text) {
  const scenarios = await app.scenarios.fetched();
  await scenarios.open({ file: "tcp-hello.scenario", text: changed });
  return scenarios;
}

function runs(): readonly CheckRun[] {
  const { scenario } = parseScenario(text);
  const [plain, pieces, delay] = scenario?.conditions ?? [];
  if (plain === undefined || pieces === undefined || delay === undefined)
    throw new Error("It has three conditions.");
  const result = (at: number, isMet: boolean, actual = "") => ({
    text:
      [
        "packets client > server SYN",
        'output   server "hi"',
        "state client.s TIME-WAIT within 1s",
        "never RST",
      ][at] ?? "",
    line: 18 + at,
    isMet,
    actual,
    seq: isMet ? undefined : 31,
  });
  return [
    {
      ...waitingRun(plain),
      state: "passed",
      expectations: [0, 1, 2, 3].map((at) => result(at, true)),
      record: "{}",
    },
    {
      ...waitingRun(pieces),
      state: "failed",
      expectations: [result(0, true), result(1, false, '"h"'), result(2, true), result(3, true)],
      programs: [
        {
          name: "client.steps",
          status: 1,
          stdout: "",
          stderr: "",
          isUnexpectedEnd: true,
          line: 16,
          failure: {
            line: 3,
            exception: "AssertionError",
            message: "another result",
            expected: 's.recv(2) == b"ok"',
            actual: 'b"o"',
          },
        },
      ],
      record: "{}",
    },
    { ...waitingRun(delay), state: "skipped", reason: "the server has no wires: /dev/net/tun is not there" },
  ];
}

export const stories: Stories = [
  {
    name: "a scenario that has not been checked",
    before: async (app) => void (await opened(app)),
    view,
    widthPx: 1000,
    shows: () => ["TIME-WAIT", "<script>alert(1)</script>"],
  },
  {
    name: "a check under way",
    before: async (app) => {
      const { check } = await opened(app);
      const [passed, ...others] = runs();
      const rest = others.map(({ condition }) => waitingRun(condition));
      const first =
        passed === undefined
          ? []
          : [{ ...passed, state: "running" as const, expectations: passed.expectations.slice(0, 2) }];
      check.store.setState({ kind: "checking", runs: [...first, ...rest] }, true);
    },
    view,
    widthPx: 1000,
    shows: () => ["TIME-WAIT", "1"],
  },
  {
    name: "a check with points, a failure and a skipped condition",
    before: async (app) => {
      const { check } = await opened(app);
      check.store.setState({ kind: "ended", runs: runs() }, true);
    },
    view,
    widthPx: 1000,
    shows: () => ["tcp-hello.scenario:19", '"h"', "client.steps:3", "2/2", "0/4"],
  },
  {
    name: "the same in a narrow page",
    before: async (app) => {
      const { check } = await opened(app);
      check.store.setState({ kind: "ended", runs: runs() }, true);
    },
    view,
    widthPx: 380,
    shows: () => ["tcp-hello.scenario:19"],
  },
  {
    name: "a scenario that was not opened for its mistakes",
    before: async (app) =>
      void (await opened(app, text.replace("TIME-WAIT", "TIME-WAITT").replace("never", "nevr"))),
    view,
    widthPx: 1000,
    shows: () => ["21:1"],
  },
];
