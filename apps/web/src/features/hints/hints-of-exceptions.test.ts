import { describe, expect, it } from "vitest";
import { viewOf } from "../../record/test-record.js";
import { findHint } from "./find-hint.js";
import { ended, hintFor, pythonError, wheels } from "./test-hints.js";

describe("the hint for a program that an exception of Python has ended", () => {
  const send = "import socket\ns.send(text)\n";
  const sendto = "import socket\ns.sendto(address, data)\n";
  const connect = "import socket\ns.connect((host, port))\n";

  it.each([
    ["bytesNeeded", "TypeError", "a bytes-like object is required, not 'str'", send],
    ["bytesNeeded", "TypeError", "can't concat str to bytes", send],
    ["strNeeded", "TypeError", 'can only concatenate str (not "bytes") to str', send],
    ["sendtoOrder", "TypeError", "a bytes-like object is required, not 'tuple'", sendto],
    ["addressAsTuple", "TypeError", "socket.connect() takes exactly one argument (2 given)", connect],
    ["addressAsTuple", "TypeError", "connect(): AF_INET address must be tuple, not str", connect],
    ["portAsNumber", "TypeError", "'str' object cannot be interpreted as an integer", connect],
    ["portRange", "OverflowError", "connect(): port must be 0-65535.", connect],
    ["noEventLoop", "RuntimeError", "There is no current event loop in thread 'MainThread'.", ""],
    ["pythonTwo", "NameError", "name 'raw_input' is not defined. Did you mean: 'input'?", ""],
    ["loopInLoop", "RuntimeError", "asyncio.run() cannot be called from a running event loop", ""],
    ["loopInLoop", "RuntimeError", "This event loop is already running", ""],
  ])("says %s of %s: %s", (id, type, message, source) => {
    const run = ended(1, 1, pythonError(type, message, { lines: [2] }));
    expect(hintFor(run, [], source)).toMatchObject({ id, line: 2 });
  });

  it.each([
    ["splitCharacter", "'utf-8' codec can't decode bytes in position 8-9: unexpected end of data"],
    ["notText", "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"],
  ])("says %s of bytes that cannot be decoded: %s", (id, message) => {
    expect(hintFor(ended(1, 1, pythonError("UnicodeDecodeError", message)), [])).toMatchObject({ id });
  });

  it.each([
    ["indentExpected", "IndentationError", "expected an indented block after 'while' statement on line 3"],
    ["indentWrong", "IndentationError", "unexpected indent"],
    ["tabs", "TabError", "inconsistent use of tabs and spaces in indentation"],
    ["pythonTwo", "SyntaxError", "Missing parentheses in call to 'print'. Did you mean print(...)?"],
  ])("says %s of %s: %s", (id, type, message) => {
    const bases = ["IndentationError", "SyntaxError", "Exception"];
    expect(hintFor(ended(1, 1, pythonError(type, message, { bases, lines: [4] })), [])).toMatchObject({
      id,
      line: 4,
    });
  });

  it("offers plain characters where a character only looks like Python's", () => {
    const failure = pythonError("SyntaxError", "invalid character '（' (U+FF08)", { lines: [1] });
    expect(hintFor(ended(1, 1, failure), [], "print（“hi”）\n")).toMatchObject({
      id: "otherPunctuation",
      actions: [{ kind: "edit", edit: "plainCharacters", source: 'print("hi")\n' }],
    });
  });

  it.each([
    ["AttributeError", "module 'time' has no attribute 'clock'", "time.clock", "3.8", "time.perf_counter"],
    [
      "AttributeError",
      "module 'ssl' has no attribute 'wrap_socket'",
      "ssl.wrap_socket",
      "3.12",
      "wrap_socket",
    ],
    ["AttributeError", "module 'ast' has no attribute 'Num'", "ast.Num", "3.14", "ast.Constant"],
    ["AttributeError", "'Worker' object has no attribute 'isAlive'", "isAlive", "3.9", "is_alive"],
    [
      "ImportError",
      "cannot import name 'Mapping' from 'collections' (/lib/…)",
      "collections.Mapping",
      "3.10",
      "abc.Mapping",
    ],
  ])("says what takes the place of a removed name: %s %s", (type, message, name, version, now) => {
    const run = ended(1, 1, pythonError(type, message, { lines: [2] }));
    expect(hintFor(run, [], "")).toMatchObject({
      id: "removedName",
      values: { name, version, now: expect.stringContaining(now) },
    });
  });

  it("says nothing of names that Python never had", () => {
    const run = ended(
      1,
      1,
      pythonError("AttributeError", "module 'time' has no attribute 'clocks'", { lines: [2] }),
    );
    expect(hintFor(run, [], "")).toBeUndefined();
  });

  it.each([
    ["removedModule", "telnetlib", { module: "telnetlib", version: "3.13", now: "socket" }],
    ["removedModule", "asyncore", { module: "asyncore", version: "3.12", now: "asyncio, selectors" }],
    ["pythonTwoModule", "SocketServer", { module: "SocketServer", now: "socketserver" }],
    ["absentModule", "tkinter", { module: "tkinter" }],
    ["noPackages", "tqdm", { module: "tqdm" }],
    ["packageOfServer", "rich", { module: "rich" }],
  ])("says %s of %s", (id, module, values) => {
    const failure = pythonError("ModuleNotFoundError", `No module named '${module}'`, { module });
    expect(hintFor(ended(1, 1, failure), [])).toMatchObject({ id, values });
  });

  it("offers threads in place of a process that cannot be started, where they do the same", () => {
    const failure = pythonError("OSError", "os.fork: a program in the page cannot start other processes");
    const source = "import os\nif os.fork() == 0:\n    print(1)\n    os._exit(0)\nprint(2)\n";
    const [action] = hintFor(ended(1, 1, failure), [], source)?.actions ?? [];
    expect(action).toMatchObject({ kind: "edit", edit: "threads" });
    expect(action?.kind === "edit" ? action.source : "").toContain("threading.Thread(target=child_process)");
    expect(hintFor(ended(1, 1, failure), [], "import os\nos.fork()\n")).toMatchObject({
      id: "noProcesses",
      actions: [],
    });
  });

  it("says where a module of the project lies that a program of a folder does not find", () => {
    const failure = pythonError("ModuleNotFoundError", "No module named 'common'", { module: "common" });
    const at = (name: string) => ({ id: name, name, source: "", colour: 0 });
    const [program, protocol] = [at("clients/first.py"), at("common/protocol.py")];
    const situation = { nowUs: 0, isBusy: () => false, parts: undefined, wheels };
    const found = findHint({
      ...situation,
      program,
      programs: [program, protocol],
      run: ended(1, 1, failure),
      view: viewOf([]),
    });
    expect(found).toMatchObject({
      id: "moduleElsewhere",
      values: { module: "common", program: "clients/first.py", folder: "clients", file: "first.py" },
    });
  });

  it("offers the newest wheel of a module's name", () => {
    const failure = pythonError("ModuleNotFoundError", "No module named 'rich'", { module: "rich.console" });
    expect(hintFor(ended(1, 1, failure), [])?.actions).toEqual([
      { kind: "addWheel", wheel: "rich-14.0-py3-none-any.whl", name: "rich" },
    ]);
  });

  it.each([
    ["yaml", "PyYAML"],
    ["serial.tools", "pyserial"],
    ["paho.mqtt.client", "paho-mqtt"],
  ])("names the package that the module %s comes with: %s", (module, name) => {
    const failure = pythonError("ModuleNotFoundError", `No module named '${module}'`, { module });
    const [top] = module.split(".");
    expect(hintFor(ended(1, 1, failure), [])).toMatchObject({
      id: "packageOfOtherName",
      values: { module: top, name },
    });
  });

  it.each([
    ["socket.py", "TypeError", "'module' object is not callable"],
    ["queue.py", "AttributeError", "module 'queue' has no attribute 'Queue'"],
    ["queue.py", "ImportError", "cannot import name 'Queue' from 'queue' (/home/lab/queue.py)"],
  ])("says that %s hides a standard module, of %s: %s", (name, type, message) => {
    const program = { id: "p", name, source: "import socket\n", colour: 0 };
    const situation = {
      program,
      programs: [program],
      nowUs: 0,
      isBusy: () => false,
      parts: undefined,
      wheels,
    };
    const run = ended(1, 1, pythonError(type, message, { lines: [1] }));
    expect(findHint({ ...situation, run, view: viewOf([]) })).toMatchObject({
      id: "hidesStandardModule",
      values: { file: name, module: name.slice(0, -3) },
    });
    const other = { ...program, name: "client.py" };
    expect(findHint({ ...situation, programs: [other], run, view: viewOf([]) })?.id).not.toBe(
      "hidesStandardModule",
    );
  });

  it.each([
    ["noRawSockets", "PermissionError", "EPERM", "Operation not permitted (a lab has no raw sockets)"],
    ["familyOfLab", "OSError", "EAFNOSUPPORT", "(a lab has AF_INET, AF_INET6 and AF_UNIX, no AF_CAN)"],
    ["notPermitted", "PermissionError", "EPERM", "Operation not permitted"],
  ])("says %s of what a lab does not have: %s %s", (id, type, errno, message) => {
    const failure = pythonError(type, message, { errno, bases: ["OSError", "Exception"] });
    expect(hintFor(ended(1, 1, failure), [])).toMatchObject({ id });
  });

  it.each([
    ["noInternet", "EAI_NONAME"],
    ["lookupFailed", "EAI_SERVICE"],
    ["closedSocket", "EBADF"],
    ["tooManyFiles", "EMFILE"],
  ])("says %s of %s, which no call of the lab has to give", (id, errno) => {
    expect(hintFor(ended(1, 1, pythonError("OSError", "it failed", { errno })), [])).toMatchObject({ id });
  });

  it.each([
    ["tlsSelfSigned", "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate"],
    [
      "tlsSelfSigned",
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain",
    ],
    ["tlsExpired", "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired"],
    [
      "tlsNotYetValid",
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate is not yet valid",
    ],
    [
      "tlsUnknownAuthority",
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate",
    ],
    ["tlsPlainText", "[SSL: WRONG_VERSION_NUMBER] wrong version number"],
    ["tlsPlainText", "[SSL: HTTP_REQUEST] http request"],
    ["tlsNoClientCertificate", "[SSL: PEER_DID_NOT_RETURN_A_CERTIFICATE] peer did not return a certificate"],
    ["tlsNoClientCertificate", "[SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] tlsv13 alert certificate required"],
    ["tlsVersions", "[SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version"],
    ["tlsVersions", "[SSL: UNSUPPORTED_PROTOCOL] unsupported protocol"],
    ["tlsNothingShared", "[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] ssl/tls alert handshake failure"],
    ["tlsKeyMismatch", "[X509: KEY_VALUES_MISMATCH] key values mismatch"],
    ["tlsWrongPassword", "[Provider routines: BAD_DECRYPT] bad decrypt"],
    ["tlsNotPem", "[SSL] PEM lib"],
    ["tlsNotPem", "[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found"],
    ["tlsCutOff", "[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol"],
  ])("says %s of %s", (id, message) => {
    const failure = pythonError("SSLError", `${message} (_ssl.c:1020)`, { bases: ["OSError", "Exception"] });
    expect(hintFor(ended(1, 1, failure), [])).toMatchObject({ id });
    expect(hintFor(ended(1, 1, pythonError("ValueError", message)), [])).toBeUndefined();
  });

  it("names the name that a certificate is not for, and the alert with which the other side refused one", () => {
    const ssl = (message: string) =>
      hintFor(
        ended(1, 1, pythonError("SSLCertVerificationError", message, { bases: ["SSLError", "OSError"] })),
        [],
      );
    const mismatch =
      "certificate verify failed: Hostname mismatch, certificate is not valid for 'wrong.lab'.";
    expect(ssl(mismatch)).toMatchObject({ id: "tlsWrongName", values: { name: "wrong.lab" } });
    expect(ssl("[SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca")).toMatchObject({
      id: "tlsRefusedByPeer",
      values: { alert: "unknown_ca" },
    });
    expect(ssl("[SSL: SSLV3_ALERT_CERTIFICATE_EXPIRED] ssl/tls alert certificate expired")).toMatchObject({
      id: "tlsRefusedByPeer",
      values: { alert: "certificate_expired" },
    });
  });

  it("distinguishes a server without a certificate from one that has no cipher in common", () => {
    const run = ended(
      1,
      1,
      pythonError("SSLError", "[SSL: NO_SHARED_CIPHER] no shared cipher", { lines: [1] }),
    );
    expect(hintFor(run, [], "context.wrap_socket(s)\n")).toMatchObject({ id: "tlsNoCertificate" });
    const loads = 'context.load_cert_chain("server.pem")\n';
    expect(hintFor(run, [], loads)).toMatchObject({ id: "tlsNothingShared" });
  });

  it("says how a certificate's file is made where it is missing", () => {
    const failure = pythonError("FileNotFoundError", "[Errno 2] No such file or directory", { lines: [1] });
    const run = ended(1, 1, failure);
    expect(hintFor(run, [], 'context.load_cert_chain("server.pem")\n')).toMatchObject({ id: "tlsNoFile" });
    expect(hintFor(run, [], 'open("notes.txt")\n')).toBeUndefined();
  });

  it("is missing for errors of the program's own", () => {
    expect(hintFor(ended(1, 1, pythonError("ZeroDivisionError", "division by zero")), [])).toBeUndefined();
    const notSent = pythonError("TypeError", "'str' object cannot be interpreted as an integer", {
      lines: [1],
    });
    expect(hintFor(ended(1, 1, notSent), [], "for i in range(text): pass\n")).toBeUndefined();
  });
});
