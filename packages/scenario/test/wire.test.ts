import { RestClient } from "@sockpit/client";
import { parseScenario } from "@sockpit/protocol/scenario";
import { runScenario } from "@sockpit/scenario";
import { type Server, startServer, stopServer } from "@sockpit/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";

const exchange = (conditions: string, programs = "") => `title: t
network: wire
-- server.steps --
s = create_server(("0.0.0.0", 8088)); conn, peer = s.accept()
conn.recv(5, MSG_WAITALL) == b"hello"
conn.sendall(b"world")
conn.recv(1) == b""
-- client.steps -- after server.listen
s = create_connection(("server", 8088))
s.sendall(b"hello")
s.recv(5, MSG_WAITALL) == b"world"
s.close()
${programs}-- expect --
packets client > server SYN, server > client SYN-ACK
-- conditions --
${conditions}
`;

describe("A scenario on a wire", () => {
  let server: Server;
  let canWire: boolean;
  beforeAll(async () => {
    server = await startServer();
    canWire = (await new RestClient({ baseUrl: server.baseUrl }).health()).isolation.wire != null;
  });
  afterAll(() => stopServer(server));

  /** Its runs, and the events of each. */
  async function run(text: string) {
    const { scenario, problems } = parseScenario(text);
    expect(problems).toEqual([]);
    if (scenario === undefined) throw new Error("it has mistakes");
    const traces: string[] = [];
    const { runs } = await runScenario(scenario, {
      baseUrl: server.baseUrl,
      webSocket: WebSocket,
      runPython: async () => ({ status: 0, exception: undefined, errno: undefined }),
      onRecord: async ({ events }) => {
        traces.push(await events());
      },
    });
    return { runs, traces };
  }

  test("has a host for each program, and what conditions drop is sent again", async () => {
    const { runs, traces } = await run(
      exchange('plain\nwire drop client SYN #1\nwire drop server data b"world" #1\nwire delay 20ms'),
    );
    if (!canWire) {
      expect(runs[0]?.reason).toMatch(/^the server has no wires: /);
      return;
    }
    expect(runs.map(({ outcome, programs }) => [outcome, programs.map(({ stderr }) => stderr)])).toEqual(
      Array.from({ length: 4 }, () => ["passed", ["", ""]]),
    );
    const dropped = traces.map(
      (trace) => trace.split("\n").filter((line) => line.includes('"rule":"drop-1"')).length,
    );
    expect(dropped).toEqual([0, 1, 1, 0]);
    const retransmissions = traces.map((trace) => /"notes":\["[a-z-]*retransmission"/.test(trace));
    expect(retransmissions).toEqual([false, true, true, false]);
    expect(traces[3]).toContain('"effects":["delayed"]');
  });

  test.each([
    [
      exchange("plain").replace("network: wire\n", "").replace("plain", "wire loss 5%"),
      "`wire loss 5%` needs `network: wire` in the scenario",
    ],
    [
      exchange("plain").replace("after server.listen", "after server.listen on server"),
      "a wire joins 2 to 4 hosts, and these are 1: server",
    ],
    [
      exchange("plain", "-- 你好.steps --\nprint(1)\n"),
      "你好 is no name of a host: write `on client` behind the program",
    ],
    [
      exchange("wire drop client > server keep-alive #1"),
      "`wire drop client > server keep-alive #1`: a rule of a wire cannot match such packets",
    ],
  ])("is skipped with the reason where it cannot be made, %#", async (text, reason) => {
    expect((await run(text)).runs).toMatchObject([{ outcome: "skipped", reason }]);
  });
});
