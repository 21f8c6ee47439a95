import type { LabKey } from "@sockpit/client";
import { type ControlName, commandNames, controls } from "@sockpit/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failureOf, restError, Server } from "./support.js";

let server: Server;
let owner: LabKey;
let viewer: LabKey;
let pid: number;
beforeAll(async () => {
  server = await Server.start();
  const { lab, token, viewerToken } = await server.rest.createLab();
  owner = { lab: lab.id, token };
  viewer = { lab: lab.id, token: viewerToken };
  pid = await server.rest.startProcess(owner, "first");
});
afterAll(async () => {
  await server.stop();
});

const readOnly = { kind: "policy", code: "read_only" };

describe("A viewer's token", () => {
  test("reads the lab, its sockets, trace, events and streams over REST", async () => {
    expect((await server.rest.getLab(viewer)).processes).toHaveLength(1);
    expect(await server.rest.sockets(viewer)).toEqual([]);
    expect(await server.rest.trace(viewer)).toHaveLength(1);
    const events = await server.fetch(`/api/labs/${viewer.lab}/events?since=0`, { key: viewer });
    expect(events.status).toBe(200);
    await events.body?.cancel();
    expect(await failureOf(server.rest.stream(viewer, 1))).not.toMatchObject(readOnly);
  });

  test("makes no call, starts and ends no process, and deletes nothing over REST", async () => {
    const path = `/api/labs/${viewer.lab}`;
    for (const response of [
      await server.post(`${path}/processes`, '{"name":"x"}', viewer),
      await server.post(`${path}/commands/socket`, `{"pid":${pid}}`, viewer),
      await server.fetch(`${path}/processes/${pid}`, { method: "DELETE", key: viewer }),
      await server.fetch(path, { method: "DELETE", key: viewer }),
    ]) {
      expect(await restError(response)).toMatchObject({ status: 403, error: readOnly });
    }
    expect((await server.rest.getLab(owner)).processes).toMatchObject([{ pid, fds: [] }]);
  });

  test("follows over WebSocket, and may send no command and no other control", async () => {
    const socket = await server.rawSocket(viewer);
    expect(await socket.ask('{"id":1,"control":"follow"}')).toMatchObject({ id: 1, ok: true });
    const ofViewer = (Object.keys(controls) as ControlName[]).filter(
      (name) => "isReadOnly" in controls[name],
    );
    expect(ofViewer.sort()).toEqual(["findSocket", "follow"]);
    const refused = [
      ...commandNames.map((command) => ({ id: 2, command, pid, params: {} })),
      ...["startProcess", "endProcess", "write", "reportLookup", "cancel", "makeTlsContext", "nothing"].map(
        (control) => ({
          id: 2,
          control,
        }),
      ),
    ];
    for (const message of refused) {
      expect(await socket.askForError(JSON.stringify(message))).toMatchObject({ id: 2, error: readOnly });
    }
    await server.rest.startProcess(owner, "second");
    expect(await socket.next()).toMatchObject({ message: { event: "processStarted", name: "second" } });
    socket.socket.close();
  });

  test("is another than the owner's, and opens no other lab", async () => {
    expect(viewer.token).not.toBe(owner.token);
    const other = await server.newLab();
    expect(await failureOf(server.rest.getLab({ ...other, token: viewer.token }))).toMatchObject({
      code: "unauthorized",
    });
  });
});
