import type { LabKey } from "@sockpit/client";
import type { CallError, Health, LabEvent, LabInfo } from "@sockpit/protocol";
import type { LabSnapshot } from "../../record/lab-record.js";
import type { KeyValueStorage } from "../../shared/storage.js";
import type { HostNames } from "./host-names.js";
import type { LabGateway } from "./lab-gateway.js";

/**
 * What is away. `network`: this computer is connected to none. `server`: it cannot be reached. `answer`: what is sent
 * gets no answer in time. `labHost`: the server is there, and what holds its labs is not. `connection`: the connection
 * has ended, and the next question will say why. `other`: the server says itself what is wrong for now.
 */
export type Absence = "network" | "server" | "answer" | "labHost" | "connection" | "other";

/**
 * Why a lab went away under the page. `labHost`: the process that held it ended, while the server stayed. `server`: the
 * server was away meanwhile. `unused`: the server ended it after nobody had used it, or somebody deleted it.
 */
export type LabLoss = "labHost" | "server" | "unused";

/**
 * `connecting`: on its way. `open`: events flow. `offline`: something between here and the lab is away, the next
 * attempt comes at `retryAtMs` (of `Date.now`). `refused`: the server answers and says no; a person may ask again.
 */
export type SessionPhase =
  | { kind: "connecting" }
  | { kind: "open" }
  | { kind: "offline"; retryAtMs: number; error: CallError; absence: Absence }
  | { kind: "refused"; error: CallError };

export interface SessionState {
  phase: SessionPhase;
  health: Health | null;
  lab: LabInfo | null;
  key: LabKey | null;
  /** What the page's labs are made of, from the next one on; a server without wires makes labs of one host. */
  hosts: HostNames;
  /** The lab that went away under the page, until the person has taken note. */
  lostLab: { id: string; why: LabLoss } | null;
}

export interface LabSessionOptions {
  gateway: LabGateway;
  /** Keeps the lab's key over a reload. */
  storage: KeyValueStorage | undefined;
  /** The newest event already known of the present lab. */
  lastSeq(): number;
  onEvent(event: LabEvent): void;
  /** The lab's sockets as of now: sent whenever a connection opens. */
  onSnapshot(snapshot: LabSnapshot): void;
  /** The lab has ended without the person's doing, and all that lived in it. */
  onLabLost?(): void;
  /** Whether this computer is connected to a network at all. */
  isOnline?(): boolean;
  /** How long a question may take, in milliseconds. */
  answerTimeoutMs?: number;
  /** From here on it is another lab: nothing known of the old one holds. */
  onNewLab(): void;
}
