import type { ConnectionClose, CreateLabOptions, LabKey } from "@sockpit/client";
import {
  type ControlName,
  type ControlParams,
  type ControlResult,
  clearWire,
  codedFailure,
  controls,
  type Health,
  type LabEvent,
  type LabInfo,
} from "@sockpit/protocol";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { KeyValueStorage } from "../../shared/storage.js";
import type { LabConnection, LabGateway } from "./lab-gateway.js";
import { LabSession } from "./lab-session.js";
import type { LabSessionOptions } from "./session-state.js";

const isolation = { available: true, userNamespace: true, networkNamespace: true, capture: true };
const health: Health = { status: "ok", version: "0", network: "isolated", isolation };

/** A server that can be switched off and can lose its labs; no kernel behind it. */
class Server implements LabGateway {
  isUp = true;
  made = 0;
  hasWires = true;
  /** What the labs were made of. */
  readonly asked: CreateLabOptions[] = [];
  #listener: (event: LabEvent) => void = () => {};
  /** The hosts of each; none where it is one host. */
  readonly labs = new Map<string, readonly string[] | undefined>();
  readonly followedSince: (number | undefined)[] = [];
  #close: ((close: ConnectionClose) => void) | undefined;

  async health(): Promise<Health> {
    this.#check();
    return { ...health, isolation: { ...isolation, wire: this.hasWires ? "tun" : null } };
  }

  async createLab(options: CreateLabOptions) {
    this.#check();
    this.asked.push(options);
    this.made += 1;
    const id = `lab${this.made}`;
    this.labs.set(id, options.hosts);
    return { lab: this.#info(id), token: `token-${id}`, viewerToken: `viewer-${id}` };
  }

  async getLab({ lab }: LabKey) {
    this.#check();
    if (!this.labs.has(lab)) throw codedFailure("no_such_lab", "no such lab");
    return this.#info(lab);
  }

  async deleteLab({ lab }: LabKey) {
    this.labs.delete(lab);
  }

  async open({ lab }: LabKey): Promise<LabConnection> {
    this.#check();
    return {
      control: async <N extends ControlName>(name: N, params: ControlParams<N>) => {
        const { since } = controls.follow.params.parse(params);
        this.followedSince.push(since);
        const answer = { lab: this.#info(lab), sockets: [], seq: 7, at: 1000, dropped: 0 };
        return controls[name].result.parse(answer) as ControlResult<N>;
      },
      onEvent: (listener) => {
        this.#listener = listener;
        return () => {};
      },
      onClose: (listener) => {
        this.#close = listener;
        return () => {};
      },
      close: () => {},
    };
  }

  drop(kind: ConnectionClose["kind"]): void {
    this.#close?.({ code: 1006, reason: "", kind, error: "connection_lost" });
  }

  send(event: LabEvent): void {
    this.#listener(event);
  }

  #info(id: string): LabInfo {
    const hosts = this.labs.get(id);
    const lab: LabInfo = {
      id,
      network: "isolated",
      isolation,
      processes: [],
      createdAt: "2026-01-01T00:00:00Z",
    };
    if (hosts === undefined) return lab;
    const addressed = hosts.map((name, at) => ({ name, addresses: [`10.0.0.${at + 1}`, `fd00::${at + 1}`] }));
    return { ...lab, hosts: addressed };
  }

  #check(): void {
    if (!this.isUp) throw codedFailure("server_unreachable", "away");
  }
}

function memoryStorage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

function makeSession(server: Server, storage = memoryStorage(), more: Partial<LabSessionOptions> = {}) {
  const onNewLab = vi.fn();
  const options: LabSessionOptions = {
    gateway: server,
    storage,
    lastSeq: () => 7,
    onEvent: () => {},
    onSnapshot: () => {},
    onNewLab,
    ...more,
  };
  const session = new LabSession(options);
  const state = () => session.store.getState();
  return { session, state, storage, onNewLab };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("makes a lab on a first visit and follows it", async () => {
  const { session, state } = makeSession(new Server());
  await session.connect();
  expect(state()).toMatchObject({ phase: { kind: "open" }, lab: { id: "lab1" }, lostLab: null });
  expect(await session.whenOpen()).toEqual({ lab: "lab1", token: "token-lab1" });
});

it("comes back to the same lab after a reload", async () => {
  const server = new Server();
  const storage = memoryStorage();
  await makeSession(server, storage).session.connect();
  const { session, state, onNewLab } = makeSession(server, storage);
  await session.connect();
  expect(state().lab?.id).toBe("lab1");
  expect(onNewLab).not.toHaveBeenCalled();
});

it("makes a new lab, without complaint, where the one from before the reload is gone", async () => {
  const server = new Server();
  const storage = memoryStorage();
  await makeSession(server, storage).session.connect();
  server.labs.clear();
  const { session, state } = makeSession(server, storage);
  await session.connect();
  expect(state()).toMatchObject({ lab: { id: "lab2" }, lostLab: null });
});

it("waits longer each time while the server is away, and takes up the lab where it left off", async () => {
  const server = new Server();
  const { session, state, onNewLab } = makeSession(server);
  await session.connect();
  server.isUp = false;
  server.drop("serverGone");
  const delays: number[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const { phase } = state();
    if (phase.kind === "offline") delays.push(phase.retryAtMs - Date.now());
    await vi.advanceTimersToNextTimerAsync();
  }
  expect(delays).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  server.isUp = true;
  await vi.advanceTimersToNextTimerAsync();
  expect(state()).toMatchObject({ phase: { kind: "open" }, lab: { id: "lab1" }, lostLab: null });
  expect(server.followedSince.at(-1)).toBe(7);
  expect(onNewLab).toHaveBeenCalledTimes(1);
});

it("tries at once when a person asks, and not again by itself afterwards", async () => {
  const server = new Server();
  const { session, state } = makeSession(server);
  server.isUp = false;
  await session.connect();
  server.isUp = true;
  await session.connect();
  expect(state().phase.kind).toBe("open");
  expect(vi.getTimerCount()).toBe(0);
});

it("says that the lab is lost when the server comes back without it", async () => {
  const server = new Server();
  const { session, state, onNewLab } = makeSession(server);
  await session.connect();
  server.labs.clear();
  server.drop("serverGone");
  await vi.advanceTimersToNextTimerAsync();
  expect(state()).toMatchObject({ phase: { kind: "open" }, lab: { id: "lab2" }, lostLab: { id: "lab1" } });
  expect(onNewLab).toHaveBeenCalledTimes(2);
  session.dismissLostLab();
  expect(state().lostLab).toBeNull();
});

it("goes to a new lab at once when the server closes the lab", async () => {
  const server = new Server();
  const { session, state } = makeSession(server);
  await session.connect();
  server.labs.clear();
  server.drop("labLost");
  await vi.waitFor(() => expect(state().phase.kind).toBe("open"));
  expect(state()).toMatchObject({ lab: { id: "lab2" }, lostLab: { id: "lab1" } });
});

it("leaves it to the person where the server says no", async () => {
  const server = new Server();
  server.health = async () => {
    throw codedFailure("forbidden_origin", "not from here");
  };
  const { session, state } = makeSession(server);
  await session.connect();
  expect(state().phase).toMatchObject({ kind: "refused", error: { code: "forbidden_origin" } });
  expect(vi.getTimerCount()).toBe(0);
});

it("starts afresh in a new lab, and that is no loss", async () => {
  const server = new Server();
  const { session, state } = makeSession(server);
  await session.connect();
  await session.startAfresh();
  expect(state()).toMatchObject({ lab: { id: "lab2" }, lostLab: null });
  expect([...server.labs.keys()]).toEqual(["lab2"]);
});

it("says that the computer is offline, and not that the server is away", async () => {
  const server = new Server();
  server.isUp = false;
  const { session, state } = makeSession(server, undefined, { isOnline: () => false });
  await session.connect();
  expect(state().phase).toMatchObject({ kind: "offline", absence: "network" });
});

it("waits no longer than its bound for an answer, and says that none came", async () => {
  const server = new Server();
  const { session, state } = makeSession(server, undefined, { answerTimeoutMs: 10_000 });
  await session.connect();
  server.getLab = () => new Promise(() => {});
  const checked = session.check();
  await vi.advanceTimersByTimeAsync(10_000);
  await checked;
  expect(state().phase).toMatchObject({ kind: "offline", absence: "answer" });
});

it.each([
  ["the process that held it ended", "labHost", async () => {}],
  [
    "the server was away meanwhile",
    "server",
    async (server: Server, session: LabSession) => {
      server.isUp = false;
      await session.connect();
      server.isUp = true;
    },
  ],
] as const)("says of a lab that is gone that %s", async (_, why, meanwhile) => {
  const server = new Server();
  const onLabLost = vi.fn();
  const { session, state } = makeSession(server, undefined, { onLabLost });
  await session.connect();
  server.labs.clear();
  server.drop("serverGone");
  await meanwhile(server, session);
  await session.connect();
  expect(state()).toMatchObject({ phase: { kind: "open" }, lostLab: { id: "lab1", why } });
  expect(onLabLost).toHaveBeenCalledOnce();
});

it("asks whether an open connection still leads to its lab, and goes on where it does", async () => {
  const server = new Server();
  const { session, state } = makeSession(server);
  await session.connect();
  await session.check();
  expect(state()).toMatchObject({ phase: { kind: "open" }, lab: { id: "lab1" }, lostLab: null });
});

const hosts = ["client", "server"];
const directions = [{ from: "client", to: "server", settings: { ...clearWire, delayMs: 50 } }];

it("makes labs of the hosts that were chosen, also after a reset, a loss and a reload", async () => {
  const server = new Server();
  const { session, storage } = makeSession(server);
  await session.connect();
  await session.startAfresh(hosts);
  await session.startAfresh();
  server.labs.clear();
  server.drop("labLost");
  await vi.waitFor(() => expect(server.made).toBe(4));
  server.labs.clear();
  const reloaded = makeSession(server, storage);
  await reloaded.session.connect();
  expect(server.asked).toEqual([{}, { hosts }, { hosts }, { hosts }, { hosts }]);
  await reloaded.session.startAfresh(null);
  expect(server.asked.at(-1)).toEqual({});
});

it("sets the wire of the next lab as that of the last one was set, while it has the same hosts", async () => {
  const server = new Server();
  const { session } = makeSession(server);
  await session.connect();
  await session.startAfresh(hosts);
  server.send({ event: "wireChanged", seq: 8, at: 0, directions, rules: [] });
  await session.startAfresh();
  expect(server.asked.at(-1)).toEqual({ hosts, wire: { directions, rules: [] } });
  server.send({ event: "wireChanged", seq: 8, at: 0, directions, rules: [] });
  await session.startAfresh([...hosts, "client-2"]);
  expect(server.asked.at(-1)).toEqual({ hosts: [...hosts, "client-2"] });
});

it("makes a lab of one host where the server has no wires, rather than none", async () => {
  const server = new Server();
  server.hasWires = false;
  const { session, state } = makeSession(server);
  await session.connect();
  await session.startAfresh(hosts);
  expect(server.asked.at(-1)).toEqual({});
  expect(state().phase.kind).toBe("open");
});

describe("a page whose project has labs of other hosts than the lab that is joined", () => {
  /** A lab that this page has not made, and whose key it has. */
  async function joined(server: Server, hosts: readonly string[] | undefined) {
    const storage = memoryStorage();
    const { lab, token } = await server.createLab(hosts === undefined ? {} : { hosts: [...hosts] });
    storage.setItem("sockpit.lab", JSON.stringify({ lab: lab.id, token }));
    return { ...makeSession(server, storage), key: { lab: lab.id, token } };
  }

  it.each([
    ["hosts", hosts, null],
    ["other hosts", ["a", "b"], hosts],
    ["one host", undefined, hosts],
  ] as const)("stays in a lab of %s, and resets it to one of the same", async (_, ofLab, ofProject) => {
    for (const isLate of [false, true]) {
      const server = new Server();
      const { session, state, storage, key } = await joined(server, ofLab);
      const connected = session.connect();
      if (isLate) await connected;
      session.chooseFirstHosts(ofProject);
      await connected;
      expect(state()).toMatchObject({ phase: { kind: "open" }, key });
      expect([...server.labs.keys()]).toEqual([key.lab]);
      await session.startAfresh();
      expect(server.asked.at(-1)?.hosts).toEqual(ofLab);
      const reloaded = makeSession(server, storage);
      reloaded.session.chooseFirstHosts(ofProject);
      await reloaded.session.connect();
      expect(reloaded.state().lab?.hosts?.map(({ name }) => name)).toEqual(ofLab);
    }
  });

  it("makes a lab of the project's hosts where the one to join is gone", async () => {
    const server = new Server();
    const { session } = await joined(server, undefined);
    server.labs.clear();
    session.chooseFirstHosts(hosts);
    await session.connect();
    expect(server.asked.at(-1)).toEqual({ hosts });
  });

  it("makes the first lab of the project's hosts, whenever these are known", async () => {
    for (const isLate of [false, true]) {
      const server = new Server();
      const { session, state } = makeSession(server);
      const connected = session.connect();
      if (isLate) await connected;
      session.chooseFirstHosts(hosts);
      await session.whenOpen();
      await vi.waitFor(() => expect(state().lab?.hosts).toHaveLength(2));
      expect(server.asked.at(-1)).toEqual({ hosts });
    }
  });
});
