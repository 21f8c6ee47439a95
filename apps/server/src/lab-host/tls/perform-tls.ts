import {
  type ControlInput,
  type ControlName,
  type ControlResult,
  codedFailure,
  limits,
} from "@sockpit/protocol";
import { type Step, TlsContext, TlsError, type TlsFailure, TlsSession } from "@sockpit/tls";
import { certificateBytes } from "./tls-memory.js";
import type { Owner, TlsObjects } from "./tls-objects.js";

/** Controls that are performed in the thread for TLS. */
export type TlsControlName = Extract<
  ControlName,
  | "makeTlsContext"
  | "configureTlsContext"
  | "describeTlsContext"
  | "makeTlsSession"
  | "stepTlsSession"
  | "describeTlsSession"
  | "freeTls"
>;

type Performers = {
  readonly [N in TlsControlName]: (
    objects: TlsObjects,
    owner: Owner,
    params: ControlInput<N>,
  ) => ControlResult<N>;
};

const bounds = {
  maxKeyBits: limits.tlsKeyBits,
  maxKeyIterations: limits.tlsKeyIterations,
  maxTrusted: limits.tlsTrusted,
};

/** What each control does. Throws `CallFailure`; what OpenSSL refuses is a result. */
export const performers: Performers = {
  makeTlsContext: (objects, owner, { role }) => ({
    context: objects.addContext(owner, () => new TlsContext(role, bounds)),
  }),
  configureTlsContext: (objects, owner, { context, settings }) =>
    orFailure(() => {
      const bytes = certificateBytes([settings.certificateChain, settings.trusted?.data]);
      configure(objects.growingContext(owner, context, bytes), settings);
      return {};
    }),
  describeTlsContext: (objects, owner, { context }) => {
    const described = objects.context(owner, context);
    return {
      ciphers: described.ciphers(),
      trusted: described.authorities(),
      statistics: described.statistics(),
    };
  },
  makeTlsSession: (objects, owner, { context, settings }) =>
    orFailure(() => ({ session: objects.addSession(owner, context, (of) => new TlsSession(of, settings)) })),
  stepTlsSession: step,
  describeTlsSession: (objects, owner, { session: id, withResumption }) => {
    const session = objects.session(owner, id);
    return {
      ...session.describe(),
      certificate: session.peerCertificate(),
      sentChain: session.chain("sent"),
      verifiedChain: session.chain("verified"),
      firstFinished: session.firstFinished(),
      ...(withResumption ? { resumption: session.resumption() } : {}),
    };
  },
  freeTls: (objects, owner, ids) => {
    objects.free(owner, ids);
    return {};
  },
};

function configure(context: TlsContext, settings: ControlInput<"configureTlsContext">["settings"]): void {
  const { certificateChain, privateKey, password, trusted, ...others } = settings;
  context.configure(others);
  if (certificateChain !== undefined) context.useCertificateChain(certificateChain);
  if (privateKey !== undefined) context.usePrivateKey(privateKey, password);
  if (trusted !== undefined) context.trust(trusted.data, trusted.form);
}

function step(
  objects: TlsObjects,
  owner: Owner,
  params: ControlInput<"stepTlsSession">,
): ControlResult<"stepTlsSession"> {
  const session = objects.session(owner, params.session);
  const { received, choice } = params;
  if (received !== undefined) receive(session, received);
  if (params.isInputOver) session.endInput();
  if (choice !== undefined) {
    session.chooseContext({
      ...(choice.context === undefined
        ? {}
        : { context: objects.contextFor(owner, { session: params.session, context: choice.context }) }),
      ...(choice.alert === undefined ? {} : { alert: choice.alert }),
    });
  }
  const { outcome, failure, data } = resumed(session, params) ?? operate(session, params);
  objects.settle(owner, params.session);
  const send = session.takeOutput();
  const keyLog = session.takeKeyLog();
  const { serverName } = session;
  return {
    outcome,
    ...(failure === undefined ? {} : { failure }),
    ...(send.length === 0 ? {} : { send }),
    ...(data === undefined ? {} : { data }),
    pendingBytes: session.pendingBytes,
    unreadBytes: session.unreadBytes,
    ...(outcome === "asksForContext" && serverName !== null ? { serverName } : {}),
    ...(keyLog.length === 0 ? {} : { keyLog }),
  };
}

/** Goes on with an earlier session, where that is asked for: the failure where it cannot. */
function resumed(
  session: TlsSession,
  { resume }: ControlInput<"stepTlsSession">,
): (Step & { data?: undefined }) | undefined {
  if (resume === undefined) return undefined;
  const { failure } = orFailure<{ failure?: TlsFailure }>(() => {
    session.resume(resume);
    return {};
  });
  return failure === undefined ? undefined : { outcome: "failed", failure };
}

/** Bytes that wait to be decrypted: those that come with one step, and before them a record that is not whole. */
const MAX_UNREAD_BYTES = 2 * limits.tlsStepBytes;

function receive(session: TlsSession, received: Uint8Array): void {
  if (session.unreadBytes + received.length > MAX_UNREAD_BYTES) {
    const rule = `a session holds at most ${MAX_UNREAD_BYTES} bytes that were not read: read first`;
    throw codedFailure("bad_params", `params.received: ${rule}`, { field: "params.received" });
  }
  session.receive(received);
}

function operate(
  session: TlsSession,
  { operation, data, maxBytes }: ControlInput<"stepTlsSession">,
): Step & { data?: Uint8Array<ArrayBuffer> } {
  switch (operation) {
    case "handshake":
      return session.handshake();
    case "read":
      return session.read(maxBytes);
    case "write":
      return session.write(data ?? new Uint8Array());
    case "shutdown":
      return session.shutdown();
    case "verifyClient":
      return session.verifyClient();
  }
}

function orFailure<R extends object>(perform: () => R): R | { failure: TlsFailure } {
  try {
    return perform();
  } catch (error) {
    if (error instanceof TlsError) return { failure: error.failure };
    throw error;
  }
}
