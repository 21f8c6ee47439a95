import {
  authority,
  clientCertificate,
  expiredCertificate,
  otherCertificate,
  Random,
  serverCertificate,
  type TestCertificate,
} from "@sockpit/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { type ContextSettings, TlsContext, type TlsError, type TlsFailure, TlsSession } from "./index.js";
import type { SessionOptions, Step } from "./session.js";

const bounds = { maxKeyBits: 4096, maxKeyIterations: 100_000, maxTrusted: 16 };
const TLS_1_2 = 0x303;
const TLS_1_3 = 0x304;
/** SSL_VERIFY_PEER, and that with SSL_VERIFY_FAIL_IF_NO_PEER_CERT. */
const ASKS = 1;
const REQUIRES = 3;

function context(role: "client" | "server", settings: ContextSettings = {}): TlsContext {
  const made = new TlsContext(role, bounds);
  onTestFinished(() => made.free());
  made.configure(settings);
  return made;
}

function serverContext(
  { certificate, key }: TestCertificate = serverCertificate,
  settings: ContextSettings = {},
): TlsContext {
  const made = context("server", settings);
  made.useCertificateChain(Buffer.from(certificate));
  made.usePrivateKey(Buffer.from(key));
  return made;
}

function clientContext(settings: ContextSettings = {}): TlsContext {
  const made = context("client", { verifyMode: ASKS, ...settings });
  made.trust(Buffer.from(authority), "file");
  return made;
}

function session(of: TlsContext, options: SessionOptions): TlsSession {
  const made = new TlsSession(of, options);
  onTestFinished(() => made.free());
  return made;
}

interface Pair {
  client: TlsSession;
  server: TlsSession;
}

function pairOf(server: TlsContext, client: TlsContext, serverName = "localhost"): Pair {
  return {
    client: session(client, { isServer: false, serverName, checksName: true }),
    server: session(server, { isServer: true }),
  };
}

/** Carries what is there from one side to the other. */
function carry(from: TlsSession, to: TlsSession): void {
  to.receive(from.takeOutput());
}

/** Both handshakes, to their ends. `choose` answers `asksForContext`. */
function shakeHands({ client, server }: Pair, choose = () => {}): { client: Step; server: Step } {
  let steps = { client: client.handshake(), server: { outcome: "wantsInput" } as Step };
  while (steps.client.outcome === "wantsInput" || steps.server.outcome === "wantsInput") {
    carry(client, server);
    let step = server.handshake();
    if (step.outcome === "asksForContext") {
      choose();
      step = server.handshake();
    }
    carry(server, client);
    steps = { server: step, client: client.handshake() };
    if (steps.client.outcome === "failed" && step.outcome !== "failed") {
      carry(client, server);
      return { client: steps.client, server: step.outcome === "done" ? server.read(1) : server.handshake() };
    }
  }
  return steps;
}

function failureOf(fn: () => void): TlsFailure | undefined {
  try {
    fn();
  } catch (error) {
    return (error as TlsError).failure;
  }
  return undefined;
}

describe("A handshake", () => {
  test("agrees on TLS 1.3 and the server's first protocol, and tells the client who the server is", () => {
    const server = serverContext(serverCertificate, { alpn: ["h2", "http/1.1"] });
    const pair = pairOf(server, clientContext({ alpn: ["http/1.1", "h2"] }));
    expect(shakeHands(pair)).toEqual({ client: { outcome: "done" }, server: { outcome: "done" } });
    expect(pair.client.describe()).toMatchObject({
      version: "TLSv1.3",
      isEstablished: true,
      cipher: { name: "TLS_AES_256_GCM_SHA384", protocol: "TLSv1.3", bits: 256 },
      alpn: "h2",
    });
    expect(pair.client.peerCertificate()).toMatchObject({
      subject: [[["organizationName", "Sockpit"]], [["commonName", "localhost"]]],
      issuer: [[["organizationName", "Sockpit"]], [["commonName", "Lab CA"]]],
      version: 3,
      notBefore: "Jan  1 00:00:00 2025 GMT",
      subjectAltName: [
        ["DNS", "localhost"],
        ["DNS", "server.lab"],
        ["IP Address", "127.0.0.1"],
        ["IP Address", "0:0:0:0:0:0:0:1"],
      ],
    });
    expect(pair.client.chain("sent")).toHaveLength(1);
    expect(pair.client.chain("verified")).toHaveLength(2);
    expect(pair.server.peerCertificate()).toBeNull();
  });

  test.each([
    ["another name", serverCertificate, "elsewhere.lab", "hostname mismatch", "SSLV3_ALERT_BAD_CERTIFICATE"],
    [
      "an expired certificate",
      expiredCertificate,
      "localhost",
      "certificate has expired",
      "SSLV3_ALERT_CERTIFICATE_EXPIRED",
    ],
  ])("fails for %s, and both sides know why", (_, certificate, name, why, alert) => {
    const { client, server } = shakeHands(pairOf(serverContext(certificate), clientContext(), name));
    expect(client.failure).toMatchObject({
      library: "SSL",
      reason: "CERTIFICATE_VERIFY_FAILED",
      verification: { text: why },
    });
    expect(server.failure).toMatchObject({ library: "SSL", reason: alert });
  });

  test("fails for an authority that is not trusted", () => {
    const { client } = shakeHands(pairOf(serverContext(), context("client", { verifyMode: ASKS })));
    expect(client.failure?.verification?.text).toBe("unable to get local issuer certificate");
  });

  test("fails where the versions do not meet", () => {
    const old = serverContext(serverCertificate, { maxVersion: TLS_1_2 });
    const { client, server } = shakeHands(pairOf(old, clientContext({ minVersion: TLS_1_3 })));
    expect(server.failure).toMatchObject({ reason: "UNSUPPORTED_PROTOCOL" });
    expect(client.failure).toMatchObject({ reason: "TLSV1_ALERT_PROTOCOL_VERSION" });
  });

  test("fails where no cipher is shared", () => {
    const settings = { maxVersion: TLS_1_2, ciphers: "ECDHE-ECDSA-AES128-GCM-SHA256" };
    const other = { maxVersion: TLS_1_2, ciphers: "ECDHE-ECDSA-AES256-GCM-SHA384" };
    const { server } = shakeHands(pairOf(serverContext(serverCertificate, settings), clientContext(other)));
    expect(server.failure).toMatchObject({ reason: "NO_SHARED_CIPHER", text: "no shared cipher" });
  });

  test("shows the server who the client is, where it asks", () => {
    const server = serverContext(serverCertificate, { verifyMode: REQUIRES });
    server.trust(Buffer.from(authority), "pem");
    const client = clientContext();
    client.useCertificateChain(Buffer.from(clientCertificate.certificate));
    client.usePrivateKey(Buffer.from(clientCertificate.key));
    const pair = pairOf(server, client);
    expect(shakeHands(pair).server).toEqual({ outcome: "done" });
    expect(pair.server.peerCertificate()?.subjectAltName).toEqual([["email", "alice@example.com"]]);
    expect(shakeHands(pairOf(server, clientContext())).server.failure).toMatchObject({
      reason: "PEER_DID_NOT_RETURN_A_CERTIFICATE",
    });
  });

  test("pauses for the choice of a context by the client's name, which may be an alert", () => {
    const server = serverContext(serverCertificate, { asksForContext: true });
    const other = serverContext(otherCertificate);
    const pair = pairOf(server, clientContext(), "other.lab");
    expect(shakeHands(pair, () => pair.server.chooseContext({ context: other })).client).toEqual({
      outcome: "done",
    });
    expect(pair.server.serverName).toBe("other.lab");
    const refused = pairOf(server, clientContext());
    const UNRECOGNIZED_NAME = 112;
    const choose = () => refused.server.chooseContext({ alert: UNRECOGNIZED_NAME });
    expect(shakeHands(refused, choose)).toMatchObject({
      server: { failure: { reason: "CALLBACK_FAILED" } },
      client: { failure: { reason: "TLSV1_UNRECOGNIZED_NAME" } },
    });
  });
});

describe("Resumption", () => {
  const [server, client] = [() => serverContext(), () => clientContext()];

  /** Both sides with a handshake behind them, and the tickets of TLS 1.3 read. */
  function connected(of: { server: TlsContext; client: TlsContext }, resumes?: Uint8Array): Pair {
    const pair = pairOf(of.server, of.client);
    if (resumes !== undefined) pair.client.resume(resumes);
    shakeHands(pair);
    pair.server.write(Buffer.from("x"));
    pair.client.receive(pair.server.takeOutput());
    pair.client.read(1);
    return pair;
  }

  test.each([TLS_1_2, TLS_1_3])("goes on with an earlier session: version %i", (maxVersion) => {
    const contexts = { server: server(), client: clientContext({ maxVersion }) };
    const first = connected(contexts).client.resumption();
    expect(first).toMatchObject({ hasTicket: true, ticketLifetimeSeconds: 7200, timeoutSeconds: 7200 });
    expect(first?.id).toHaveLength(32);
    const { client: again, server: other } = connected(contexts, first?.pem);
    expect([again.describe().isResumed, other.describe().isResumed]).toEqual([true, true]);
    expect(again.peerCertificate()?.subjectAltName).toContainEqual(["DNS", "localhost"]);
  });

  test("is not there before the handshake, and a server that does not know it has a whole handshake", () => {
    const contexts = { server: server(), client: client() };
    expect(pairOf(contexts.server, contexts.client).client.resumption()).toBeNull();
    const pem = connected(contexts).client.resumption()?.pem;
    const { client: again } = connected({ server: server(), client: contexts.client }, pem);
    expect(again.describe()).toMatchObject({ isResumed: false, isEstablished: true });
  });

  test("fails for what is no session, whole or changed", () => {
    const contexts = { server: server(), client: client() };
    const pem = connected(contexts).client.resumption()?.pem ?? new Uint8Array();
    const random = new Random(14);
    const fresh = () => session(contexts.client, { isServer: false, serverName: "localhost" });
    expect(() => fresh().resume(new Uint8Array())).toThrow();
    expect(() => fresh().resume(Buffer.from("-----BEGIN SSL SESSION PARAMETERS-----\n"))).toThrow();
    for (let round = 0; round < 200; round += 1) {
      const changed = pem.slice();
      for (let count = 0; count < 3; count += 1)
        changed[random.below(changed.length)] = 65 + random.below(26);
      try {
        const pair = pairOf(contexts.server, contexts.client);
        pair.client.resume(changed);
        shakeHands(pair);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  });
});

describe("An established session", () => {
  function established(): Pair {
    const pair = pairOf(serverContext(serverCertificate, { logsKeys: true }), clientContext());
    shakeHands(pair);
    return pair;
  }

  test("carries bytes, of one record in a read", () => {
    const { client, server } = established();
    const sent = Buffer.alloc(20_000, "x");
    expect(client.write(sent)).toEqual({ outcome: "done" });
    carry(client, server);
    expect(server.read(100).data).toHaveLength(100);
    expect(server.pendingBytes).toBe(16_284);
    expect(server.read(65_536).data).toHaveLength(16_284);
    expect(server.read(65_536).data).toHaveLength(3_616);
    expect(server.read(1)).toEqual({ outcome: "wantsInput" });
  });

  test("closes when both sides have said so", () => {
    const { client, server } = established();
    expect(client.shutdown()).toEqual({ outcome: "wantsInput" });
    carry(client, server);
    expect(server.read(1)).toEqual({ outcome: "closed" });
    expect(server.shutdown()).toEqual({ outcome: "done" });
    carry(server, client);
    expect(client.shutdown()).toEqual({ outcome: "done" });
  });

  test("is cut off where the peer sends no more without close_notify", () => {
    const { server } = established();
    server.endInput();
    expect(server.read(1)).toMatchObject({
      outcome: "cutOff",
      failure: { reason: "UNEXPECTED_EOF_WHILE_READING" },
    });
  });

  test("gives the lines of a key log", () => {
    const lines = established().server.takeKeyLog();
    expect(lines.map((line) => line.split(" ")[0])).toContain("SERVER_TRAFFIC_SECRET_0");
  });
});

describe("A peer that speaks no TLS", () => {
  test.each([
    ["GET / HTTP/1.1\r\n\r\n", "HTTP_REQUEST"],
    ["hello, hello, hello", "WRONG_VERSION_NUMBER"],
  ])("%j", (text, reason) => {
    const server = session(serverContext(), { isServer: true });
    server.receive(Buffer.from(text));
    expect(server.handshake().failure).toMatchObject({ reason });
  });
});

describe("Files that cannot be used", () => {
  test.each([
    [
      "a certificate that is none",
      () => context("server").useCertificateChain(Buffer.from("none")),
      { text: "PEM lib" },
    ],
    [
      "a key that is none",
      () => serverContext({ ...serverCertificate, key: serverCertificate.certificate }),
      { library: "SSL", text: "PEM lib" },
    ],
    [
      "another certificate's key",
      () => serverContext({ ...serverCertificate, key: otherCertificate.key }),
      { library: "X509", reason: "KEY_VALUES_MISMATCH", text: "key values mismatch" },
    ],
    [
      "authorities without a certificate",
      () => context("client").trust(Buffer.from("none"), "file"),
      { library: "X509", reason: "NO_CERTIFICATE_OR_CRL_FOUND", text: "no certificate or crl found" },
    ],
    [
      "cadata without a certificate",
      () => context("client").trust(Buffer.from("none"), "pem"),
      { text: "no start line: cadata does not contain a certificate" },
    ],
    ["a cipher that is none", () => context("client", { ciphers: "none" }), { reason: "NO_CIPHER_MATCH" }],
  ])("%s", (_, use, failure) => {
    expect(failureOf(use)).toMatchObject(failure);
  });

  test("a key of more bits than allowed", () => {
    const small = new TlsContext("server", { ...bounds, maxKeyBits: 255 });
    onTestFinished(() => small.free());
    expect(failureOf(() => small.usePrivateKey(Buffer.from(serverCertificate.key)))?.text).toBe(
      "a private key has at most 255 bits here; this one has 256",
    );
  });

  test("more certificates than a context may trust", () => {
    const small = new TlsContext("client", { ...bounds, maxTrusted: 1 });
    onTestFinished(() => small.free());
    expect(failureOf(() => small.trust(Buffer.from(authority + authority), "file"))?.text).toBe(
      "a context trusts at most 1 certificates",
    );
  });
});
