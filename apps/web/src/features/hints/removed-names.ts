import { onError } from "./on-error.js";

interface Removed {
  /** Of Python: the first without it. */
  readonly version: string;
  readonly now: string;
}

/** Names of modules that textbooks and answers on the web use, and Python 3.14 no longer has. */
const ofModules: Readonly<Record<string, Removed>> = {
  "ast.Num": { version: "3.14", now: "ast.Constant" },
  "ast.Str": { version: "3.14", now: "ast.Constant" },
  "asyncio.coroutine": { version: "3.11", now: "async def" },
  "base64.decodestring": { version: "3.9", now: "base64.decodebytes" },
  "base64.encodestring": { version: "3.9", now: "base64.encodebytes" },
  "configparser.SafeConfigParser": { version: "3.12", now: "configparser.ConfigParser" },
  "fractions.gcd": { version: "3.9", now: "math.gcd" },
  "importlib.find_loader": { version: "3.12", now: "importlib.util.find_spec" },
  "inspect.formatargspec": { version: "3.11", now: "inspect.signature" },
  "inspect.getargspec": { version: "3.11", now: "inspect.signature" },
  "locale.format": { version: "3.12", now: "locale.format_string" },
  "pkgutil.find_loader": { version: "3.14", now: "importlib.util.find_spec" },
  "pkgutil.get_loader": { version: "3.14", now: "importlib.util.find_spec" },
  "platform.dist": { version: "3.8", now: "platform.freedesktop_os_release" },
  "platform.linux_distribution": { version: "3.8", now: "platform.freedesktop_os_release" },
  "ssl.match_hostname": { version: "3.12", now: "ssl.SSLContext.check_hostname" },
  "ssl.wrap_socket": { version: "3.12", now: "ssl.create_default_context().wrap_socket" },
  "sys.maxint": { version: "3.0", now: "sys.maxsize" },
  "threading._start_new_thread": { version: "3.13", now: "threading.Thread" },
  "time.clock": { version: "3.8", now: "time.perf_counter, time.process_time" },
  "unittest.makeSuite": { version: "3.13", now: "unittest.defaultTestLoader.loadTestsFromTestCase" },
  "urllib.quote": { version: "3.0", now: "urllib.parse.quote" },
  "urllib.unquote": { version: "3.0", now: "urllib.parse.unquote" },
  "urllib.urlencode": { version: "3.0", now: "urllib.parse.urlencode" },
  "urllib.urlopen": { version: "3.0", now: "urllib.request.urlopen" },
};

/** Classes that are in `collections.abc` alone since Python 3.10. */
const ABSTRACT =
  /^(?:Callable|Iterable|Iterator|Mapping|MutableMapping|MutableSequence|MutableSet|Sequence|Set)$/;

/** Methods, whatever the class that is derived from theirs is called. */
const ofObjects: Readonly<Record<string, Removed>> = {
  fromstring: { version: "3.9", now: "frombytes" },
  getchildren: { version: "3.9", now: "list(element)" },
  isAlive: { version: "3.9", now: "is_alive" },
  tostring: { version: "3.9", now: "tobytes" },
};

const OF_MODULE = /module '(?<module>\w+)' has no attribute '(?<name>\w+)'/;
const IMPORTED = /cannot import name '(?<name>\w+)' from '(?<module>\w+)'/;
const OF_OBJECT = /object has no attribute '(?<name>\w+)'/;

/** What a program asks of Python that it has had: since when not, and what does its work now. */
export const rulesOfRemovedNames = [
  onError("removedName", "AttributeError", OF_MODULE, ({ failure }) => findingOf(OF_MODULE, failure.message)),
  onError("removedName", "ImportError", IMPORTED, ({ failure }) => findingOf(IMPORTED, failure.message)),
  onError("removedName", "AttributeError", OF_OBJECT, ({ failure }) => findingOf(OF_OBJECT, failure.message)),
];

function findingOf(text: RegExp, message: string) {
  const { module, name = "" } = text.exec(message)?.groups ?? {};
  const whole = module === undefined ? name : `${module}.${name}`;
  const removed = module === undefined ? ofObjects[name] : ofModule(module, name);
  return removed === undefined ? undefined : { values: { name: whole, ...removed } };
}

function ofModule(module: string, name: string): Removed | undefined {
  if (module === "collections" && ABSTRACT.test(name))
    return { version: "3.10", now: `collections.abc.${name}` };
  return ofModules[`${module}.${name}`];
}
