import type { ConnectionClose, CreateLabOptions, LabKey } from "@sockpit/client";
import {
  type CallError,
  CallFailure,
  type ControlName,
  type ControlParams,
  type ControlResult,
  codedFailure,
  errorCodes,
  type LabInfo,
} from "@sockpit/protocol";
import { createStore, type StoreApi } from "zustand/vanilla";
import { type KeyValueStorage, readJson, writeJson } from "../../shared/storage.js";
import { type HostNames, isSameHosts, parseHostNames } from "./host-names.js";
import type { LabConnection } from "./lab-gateway.js";
import type { Absence, LabLoss, LabSessionOptions, SessionState } from "./session-state.js";

const STORAGE_KEY = "sockpit.lab";

/** Of the labs that the tab makes. */
const HOSTS_KEY = "sockpit.lab-hosts";

/** Waits before the attempts to reach a server that is away: soon at first, then four times a minute. */
const LONGEST_RETRY_DELAY_MS = 15_000;
const RETRY_DELAYS_MS = [500, 1000, 2000, 4000, 8000];

/** What takes longer than this has got lost on its way, or has a server that cannot be used. */
const ANSWER_TIMEOUT_MS = 10_000;

/** A question that got no answer in time. */
class NoAnswer extends Error {}

/** Keeps one lab and one connection to it, over reloads, lost connections and lost labs. */
export class LabSession {
  readonly store: StoreApi<SessionState>;
  readonly #options: LabSessionOptions;
  #connection: LabConnection | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #failedAttempts = 0;
  /** What was away since the connection was open last. */
  readonly #absences = new Set<Absence>();
  /** How the wire was set last: so it is set again in the next lab with the same hosts. */
  #wire: CreateLabOptions["wire"];
  /** Whether a lab was made since the page was loaded; until then a key is that of a lab that was joined. */
  #hasMadeLab = false;
  /** Counts attempts, so that one overtaken by another leaves no trace. */
  #attempt = 0;

  constructor(options: LabSessionOptions) {
    this.#options = options;
    this.store = createStore(() => ({
      phase: { kind: "connecting" },
      health: null,
      lab: null,
      key: readKey(options.storage),
      hosts: parseHostNames(readJson(options.storage, HOSTS_KEY)),
      lostLab: null,
    }));
  }

  /** Joins the lab kept from before, or makes one. Also the way to try again now. */
  async connect(): Promise<void> {
    const attempt = ++this.#attempt;
    clearTimeout(this.#retryTimer);
    this.#drop();
    this.store.setState({ phase: { kind: "connecting" } });
    try {
      const connection = await this.#open(attempt);
      if (connection === undefined) return;
      this.#failedAttempts = 0;
      this.#absences.clear();
      this.store.setState({ phase: { kind: "open" } });
    } catch (error) {
      if (attempt === this.#attempt) this.#failed(error);
    }
  }

  /** Asks whether the connection that is open still leads anywhere: the network may have changed, or the computer slept. */
  async check(): Promise<void> {
    const connection = this.#connection;
    const { phase, key } = this.store.getState();
    if (phase.kind === "offline") void this.connect();
    if (phase.kind !== "open" || key === null) return;
    try {
      await this.#inTime(this.#options.gateway.getLab(key));
    } catch (error) {
      if (connection !== this.#connection) return;
      this.#failed(error);
    }
  }

  /** Closes the lab with all that runs in it, and makes a new one: an untouched network, of these hosts, or those as before. */
  async startAfresh(hosts = this.store.getState().hosts): Promise<void> {
    const { key, hosts: before } = this.store.getState();
    if (!isSameHosts(hosts, before)) this.#wire = undefined;
    this.#keepHosts(hosts);
    this.#drop();
    this.#forgetLab();
    // A lab that cannot be deleted is collected by the server; the person wants the new one.
    if (key !== null) await this.#options.gateway.deleteLab(key).catch(() => {});
    await this.connect();
  }

  /**
   * The project that is open when the page is loaded has labs of these hosts. A lab that is joined, as after a reload, keeps its own:
   * it may be of another tab or of a script.
   */
  chooseFirstHosts(hosts: HostNames): void {
    const { key, lab, hosts: kept } = this.store.getState();
    if (isSameHosts(hosts, kept)) return;
    const isJoined = key !== null && !this.#hasMadeLab;
    if (!isJoined) void this.startAfresh(hosts);
    // In case it is gone.
    else if (lab === null && kept === null) this.#keepHosts(hosts);
  }

  /** Steers the lab over the page's own connection. `connection_lost` while there is none. */
  async control<N extends ControlName>(name: N, params: ControlParams<N>): Promise<ControlResult<N>> {
    const connection = this.#connection;
    if (connection === undefined) throw codedFailure("connection_lost", "There is no connection to the lab.");
    return connection.control(name, params);
  }

  dismissLostLab(): void {
    this.store.setState({ lostLab: null });
  }

  /** The key of an open lab, as soon as there is one. */
  whenOpen(): Promise<LabKey> {
    return new Promise((resolve) => {
      const check = ({ phase, key }: SessionState): boolean => {
        if (phase.kind !== "open" || key === null) return false;
        resolve(key);
        return true;
      };
      if (check(this.store.getState())) return;
      const unsubscribe = this.store.subscribe((state) => {
        if (check(state)) unsubscribe();
      });
    });
  }

  /** The page is closed, and not put away to come back: its lab may end soon, unless the page is loaded anew. */
  leave(): void {
    this.#connection?.close({ isGoodbye: true });
    this.#connection = undefined;
  }

  dispose(): void {
    this.#attempt += 1;
    clearTimeout(this.#retryTimer);
    this.#drop();
  }

  /** Undefined where a later attempt has overtaken this one. */
  async #open(attempt: number): Promise<LabConnection | undefined> {
    const { gateway } = this.#options;
    const health = await this.#inTime(gateway.health());
    if (attempt !== this.#attempt) return undefined;
    this.store.setState({ health });
    const key = await this.#joinOrCreate(attempt);
    if (key === undefined) return undefined;
    const opening = gateway.open(key);
    const connection = await this.#inTime(opening).catch((error: unknown) => {
      // One that opens after all would stay open for nobody.
      opening.then(
        (late) => late.close(),
        () => {},
      );
      throw error;
    });
    if (attempt !== this.#attempt) {
      connection.close();
      return undefined;
    }
    this.#connection = connection;
    connection.onEvent((event) => {
      if (event.event === "wireChanged") {
        const { directions, rules, hosts } = event;
        this.#wire = { ...this.#wire, directions, rules, ...(hosts !== undefined && { hosts }) };
      }
      this.#options.onEvent(event);
    });
    connection.onClose((close) => this.#closed(connection, close));
    const follow = connection.control("follow", { since: this.#options.lastSeq(), batch: true });
    const followed = await this.#inTime(follow);
    if (this.#connection !== connection) return undefined;
    this.#wire = wireOf(followed.lab);
    // The next lab is made as this one. A server without wires makes labs of one host, whatever was chosen.
    if (health.isolation.wire != null) this.#keepHosts(followed.lab.hosts?.map(({ name }) => name) ?? null);
    this.store.setState({ lab: followed.lab });
    this.#options.onSnapshot(followed);
    return connection;
  }

  async #joinOrCreate(attempt: number): Promise<LabKey | undefined> {
    const { gateway, storage } = this.#options;
    const { key } = this.store.getState();
    if (key !== null) {
      try {
        await this.#inTime(gateway.getLab(key));
        return attempt === this.#attempt ? key : undefined;
      } catch (error) {
        if (!isLabLost(asCallError(error))) throw error;
        if (attempt !== this.#attempt) return undefined;
        this.#labLost(lossAfter(this.#absences));
      }
    }
    const created = await this.#inTime(gateway.createLab(this.#newLab()));
    if (attempt !== this.#attempt) return undefined;
    this.#hasMadeLab = true;
    const newKey = { lab: created.lab.id, token: created.token };
    writeJson(storage, STORAGE_KEY, newKey);
    this.#options.onNewLab();
    this.store.setState({ key: newKey, lab: created.lab });
    return newKey;
  }

  #keepHosts(hosts: HostNames): void {
    this.store.setState({ hosts });
    writeJson(this.#options.storage, HOSTS_KEY, hosts ?? undefined);
  }

  /** A server without wires refuses hosts: better one host than none. */
  #newLab(): CreateLabOptions {
    const { hosts, health } = this.store.getState();
    if (hosts === null || health?.isolation.wire == null) return {};
    return { hosts: [...hosts], ...(this.#wire !== undefined && { wire: this.#wire }) };
  }

  #closed(connection: LabConnection, close: ConnectionClose): void {
    if (connection !== this.#connection) return;
    this.#connection = undefined;
    // While connecting, the question under way fails too, and that is dealt with there.
    if (this.store.getState().phase.kind !== "open") return;
    if (close.kind === "labLost") {
      this.#labLost("unused");
      void this.connect();
      return;
    }
    this.#failed(codedFailure("connection_lost", close.reason));
  }

  #failed(failure: unknown): void {
    const error = asCallError(failure);
    this.#drop();
    if (isLabLost(error)) {
      this.#labLost(lossAfter(this.#absences));
      // Lost between two questions. Asked anew at once, but never in a circle without a pause.
      if (this.#failedAttempts++ === 0) {
        void this.connect();
        return;
      }
    }
    if (!isPassing(error)) {
      this.store.setState({ phase: { kind: "refused", error } });
      return;
    }
    const delayMs = RETRY_DELAYS_MS[this.#failedAttempts++] ?? LONGEST_RETRY_DELAY_MS;
    const absence = this.#absenceOf(failure, error);
    this.#absences.add(absence);
    this.store.setState({ phase: { kind: "offline", retryAtMs: Date.now() + delayMs, error, absence } });
    this.#retryTimer = setTimeout(() => void this.connect(), delayMs);
  }

  /** A lab that this page never saw open (kept from before a reload) is no loss to speak of. */
  #labLost(why: LabLoss): void {
    const { lab } = this.store.getState();
    this.#forgetLab();
    if (lab === null) return;
    this.store.setState({ lostLab: { id: lab.id, why } });
    this.#options.onLabLost?.();
  }

  #absenceOf(failure: unknown, error: CallError): Absence {
    if (this.#options.isOnline?.() === false) return "network";
    if (failure instanceof NoAnswer) return "answer";
    const code = "code" in error ? error.code : undefined;
    if (code === "connection_lost") return "connection";
    if (code === "server_unreachable") return "server";
    return code?.startsWith("lab_host_") === true ? "labHost" : "other";
  }

  #inTime<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const { answerTimeoutMs = ANSWER_TIMEOUT_MS } = this.#options;
      const timer = setTimeout(() => reject(new NoAnswer()), answerTimeoutMs);
      answer.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  #forgetLab(): void {
    writeJson(this.#options.storage, STORAGE_KEY, undefined);
    this.store.setState({ key: null, lab: null });
  }

  #drop(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.close();
  }
}

function readKey(storage: KeyValueStorage | undefined): LabKey | null {
  const value = readJson(storage, STORAGE_KEY);
  if (typeof value !== "object" || value === null || !("lab" in value) || !("token" in value)) return null;
  const { lab, token } = value;
  return typeof lab === "string" && typeof token === "string" ? { lab, token } : null;
}

/** How a lab's wire is set, as a lab is made with it. */
function wireOf({ wire }: LabInfo): CreateLabOptions["wire"] {
  if (wire === undefined) return undefined;
  const { mtuBytes, seed, rules, hosts } = wire;
  const directions = wire.directions.map(({ from, to, settings }) => ({ from, to, settings }));
  return { mtuBytes, seed, rules, hosts, directions };
}

/** A lab that is gone when the page comes back: what was away meanwhile says why. */
function lossAfter(absences: ReadonlySet<Absence>): LabLoss {
  if (absences.has("server")) return "server";
  if (absences.has("network") || absences.has("answer")) return "unused";
  return absences.has("connection") || absences.has("labHost") ? "labHost" : "unused";
}

function asCallError(error: unknown): CallError {
  if (error instanceof NoAnswer)
    return codedFailure("server_unreachable", "The server did not answer in time.").error;
  if (error instanceof CallFailure) return error.error;
  return {
    kind: "internal",
    code: "internal",
    message: error instanceof Error ? error.message : String(error),
  };
}

/** A key that no longer opens anything: the lab is gone, or its id now names another. */
function isLabLost(error: CallError): boolean {
  return "code" in error && (error.code === "no_such_lab" || error.code === "unauthorized");
}

/** Whether waiting may help: the server is away or starting, has no room now, or met a bug of its own. */
function isPassing(error: CallError): boolean {
  return (
    "code" in error &&
    (error.kind === "internal" || errorCodes[error.code].retryAfterSeconds !== null || isLabLost(error))
  );
}
