import { limits } from "@sockpit/protocol";
import { packageOf, wheelNamed } from "../files/public.js";
import type { FailureRecord } from "../runs/public.js";
import type { HintFacts, HintFinding, HintRule } from "./hint.js";
import type { HintTextId } from "./hint-texts.js";
import { failedLine, onError } from "./on-error.js";
import { packageOfModule } from "./package-names.js";
import { plainCharacters } from "./plain-characters.js";
import { rulesOfRemovedNames } from "./removed-names.js";
import { programsOfProcesses } from "./threads-instead/programs-of-processes.js";
import { threadsInstead } from "./threads-instead/threads-instead.js";
import { partsFor } from "./two-programs.js";

/** Modules that textbooks use and Python no longer has: the version that removed each, and what does its work now. */
const removedModules: Readonly<Record<string, { version: string; now: string }>> = {
  asynchat: { version: "3.12", now: "asyncio" },
  asyncore: { version: "3.12", now: "asyncio, selectors" },
  distutils: { version: "3.12", now: "setuptools, shutil, sysconfig" },
  imp: { version: "3.12", now: "importlib" },
  smtpd: { version: "3.12", now: "asyncio" },
  aifc: { version: "3.13", now: "wave" },
  audioop: { version: "3.13", now: "array, struct" },
  cgi: { version: "3.13", now: "urllib.parse, email.message" },
  cgitb: { version: "3.13", now: "traceback" },
  chunk: { version: "3.13", now: "struct" },
  crypt: { version: "3.13", now: "hashlib" },
  imghdr: { version: "3.13", now: "mimetypes" },
  lib2to3: { version: "3.13", now: "ast" },
  mailcap: { version: "3.13", now: "mimetypes" },
  msilib: { version: "3.13", now: "zipfile" },
  nis: { version: "3.13", now: "pwd, grp" },
  nntplib: { version: "3.13", now: "socket" },
  ossaudiodev: { version: "3.13", now: "wave" },
  pipes: { version: "3.13", now: "shlex, subprocess" },
  sndhdr: { version: "3.13", now: "mimetypes" },
  spwd: { version: "3.13", now: "pwd" },
  sunau: { version: "3.13", now: "wave" },
  telnetlib: { version: "3.13", now: "socket" },
  uu: { version: "3.13", now: "base64, binascii" },
  xdrlib: { version: "3.13", now: "struct" },
};

/** Modules of Python 2, and what they are called now. */
const renamedModules: Readonly<Record<string, string>> = {
  ConfigParser: "configparser",
  Queue: "queue",
  SocketServer: "socketserver",
  BaseHTTPServer: "http.server",
  SimpleHTTPServer: "http.server",
  StringIO: "io",
  Tkinter: "tkinter",
  commands: "subprocess",
  cPickle: "pickle",
  thread: "_thread",
  urllib2: "urllib.request",
  urlparse: "urllib.parse",
  xmlrpclib: "xmlrpc.client",
};

/** Modules of Python on Linux that need what a page has not: a terminal, a screen, accounts. */
const absentModules: ReadonlySet<string> = new Set([
  "_tkinter",
  "curses",
  "_curses",
  "dbm",
  "ensurepip",
  "idlelib",
  "termios",
  "tkinter",
  "tty",
  "pty",
  "turtle",
  "turtledemo",
  "venv",
]);

/** Modules of Python that programs for networks import, and whose names are taken for files. */
const standardModules: ReadonlySet<string> = new Set([
  "asyncio",
  "email",
  "http",
  "json",
  "logging",
  "queue",
  "random",
  "select",
  "selectors",
  "signal",
  "socket",
  "socketserver",
  "ssl",
  "string",
  "struct",
  "subprocess",
  "threading",
]);

/** A rule for an errno that not only the lab's calls give. */
function onFailureErrno(id: HintTextId, ...errnos: readonly string[]): HintRule {
  return {
    id,
    find: ({ failure }) =>
      failure?.errno && errnos.includes(failure.errno) ? { values: valuesOf(failure) } : undefined,
  };
}

function valuesOf({ message, module }: FailureRecord): Readonly<Record<string, string | number>> {
  return { message, module: module ?? "", files: limits.fdsPerProcess };
}

function onLine(code: RegExp): (facts: HintFacts) => HintFinding | undefined {
  return (facts) => (code.test(failedLine(facts)) ? {} : undefined);
}

const sendCall = /\.(?:send|sendall|sendto|write)\s*\(/;
const addressCall =
  /\b(?:bind|connect|connect_ex|sendto|create_connection|create_server|open_connection|start_server)\s*\(/;

function onModule(
  id: HintTextId,
  find: (module: string, facts: HintFacts) => HintFinding | undefined,
): HintRule {
  return onError(id, "ModuleNotFoundError", /^No module named/, (facts) => {
    const [top = ""] = (facts.failure.module ?? "").split(".");
    return top === "" ? undefined : find(top, facts);
  });
}

/** Hints for programs that an exception of Python has ended; the first that fits counts. */
export const pythonRules: readonly HintRule[] = [
  onError("sendtoOrder", "TypeError", /bytes-like object is required, not 'tuple'/, onLine(/\.sendto\s*\(/)),
  onError(
    "bytesNeeded",
    "TypeError",
    /bytes-like object is required, not 'str'|can't concat str to bytes|must be bytes or a tuple of bytes, not str|string argument without an encoding/,
  ),
  onError(
    "strNeeded",
    "TypeError",
    /can only concatenate str \(not "bytes"\) to str|must be str or a tuple of str, not bytes|must be str, not bytes/,
  ),
  onError(
    "addressAsTuple",
    "TypeError",
    /(?:bind|connect|connect_ex)\(\) takes exactly one argument \(\d given\)|AF_INET6? address must be tuple/,
  ),
  onError(
    "addressAsTuple",
    "ValueError",
    /too many values to unpack/,
    onLine(/create_(?:connection|server)\s*\(/),
  ),
  onError(
    "portAsNumber",
    "TypeError",
    /'str' object cannot be interpreted as an integer/,
    onLine(addressCall),
  ),
  onError("portRange", "OverflowError", /port must be 0-65535/),
  onError("bytesNeeded", "TypeError", /bytes-like object is required, not 'int'/, onLine(sendCall)),
  onError("splitCharacter", "UnicodeDecodeError", /unexpected end of data/),
  onError("notText", "UnicodeDecodeError", /invalid (?:start|continuation) byte/),
  onError(
    "otherPunctuation",
    "SyntaxError",
    /invalid (?:non-printable )?character|unterminated string/,
    ({ program }) => {
      const source = plainCharacters(program.source);
      if (source === program.source) return undefined;
      return { actions: [{ kind: "edit", edit: "plainCharacters", source }] };
    },
  ),
  onError("tabs", "TabError", /./),
  onError("indentExpected", "IndentationError", /expected an indented block/),
  onError("indentWrong", "IndentationError", /unexpected indent|unindent does not match/),
  onError(
    "pythonTwo",
    "SyntaxError",
    /Missing parentheses in call to '(?:print|exec)'|multiple exception types must be parenthesized|invalid hexadecimal|leading zeros in decimal/,
  ),
  onError(
    "pythonTwo",
    "NameError",
    /name '(?:raw_input|unicode|xrange|unichr|long|basestring|execfile)' is not defined/,
  ),
  onModule("pythonTwoModule", (module) => {
    const now = renamedModules[module];
    return now === undefined ? undefined : { values: { module, now } };
  }),
  onModule("removedModule", (module) => {
    const removed = removedModules[module];
    return removed === undefined ? undefined : { values: { module, ...removed } };
  }),
  onError(
    "hidesStandardModule",
    "Exception",
    /'module' object is not callable|module '[\w.]+' has no attribute|cannot import name '[^']*' from/,
    (facts) => {
      const text = `${facts.failure.message}\n${failedLine(facts)}`;
      const file = facts.programs.find(({ name }) => {
        const module = name.replace(/\.py$/, "");
        return standardModules.has(module) && new RegExp(`\\b${module}\\b`).test(text);
      })?.name;
      return file === undefined ? undefined : { values: { file, module: file.replace(/\.py$/, "") } };
    },
  ),
  onModule("absentModule", (module) => (absentModules.has(module) ? { values: { module } } : undefined)),
  onModule("moduleElsewhere", (module, { program, programs }) => {
    const parts = program.name.split("/");
    const file = parts.pop() ?? "";
    const isAtTop = programs.some(({ name }) => name === `${module}.py` || name.startsWith(`${module}/`));
    if (parts.length === 0 || !isAtTop) return undefined;
    return { values: { module, program: program.name, folder: parts.join("/"), file } };
  }),
  onModule("packageOfServer", (module, { wheels }) => {
    const wheel = wheelNamed(wheels, packageOfModule(module) ?? module);
    if (wheel === undefined) return undefined;
    return { values: { module }, actions: [{ kind: "addWheel", wheel, name: packageOf(wheel) }] };
  }),
  onModule("packageOfOtherName", (module) => {
    const name = packageOfModule(module);
    return name === undefined ? undefined : { values: { module, name } };
  }),
  onModule("noPackages", (module) => ({ values: { module } })),
  ...rulesOfRemovedNames,
  onError("noEventLoop", "RuntimeError", /There is no current event loop/),
  onError(
    "loopInLoop",
    "RuntimeError",
    /cannot be called from a running event loop|This event loop is already running/,
  ),
  onError("noProcesses", "OSError", /cannot start other processes/, ({ program }) => {
    const source = threadsInstead(program.source);
    const parts = programsOfProcesses(program.source);
    return {
      actions: [
        ...(parts === undefined ? [] : [{ kind: "split", parts: partsFor(program.name, parts) } as const]),
        ...(source === undefined ? [] : [{ kind: "edit", edit: "threads", source } as const]),
      ],
    };
  }),
  onError("noThreads", "RuntimeError", /can't start new thread: .*JSPI/),
  onError("noRawSockets", "PermissionError", /raw sockets|AF_PACKET/),
  onError("familyOfLab", "OSError", /a lab has AF_INET/),
  onFailureErrno("noInternet", "EAI_NONAME", "EAI_AGAIN", "EAI_NODATA", "EAI_FAIL"),
  onFailureErrno(
    "lookupFailed",
    "EAI_SERVICE",
    "EAI_FAMILY",
    "EAI_ADDRFAMILY",
    "EAI_SOCKTYPE",
    "EAI_BADFLAGS",
  ),
  onFailureErrno("closedSocket", "EBADF"),
  onFailureErrno("tooManyFiles", "EMFILE", "ENFILE"),
  onFailureErrno("notPermitted", "EPERM"),
];
