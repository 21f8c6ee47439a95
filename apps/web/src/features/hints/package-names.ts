/** Packages of modules that programs for networks import, where the module has another name than its package. */
const packages: Readonly<Record<string, string>> = {
  attr: "attrs",
  bs4: "beautifulsoup4",
  dateutil: "python-dateutil",
  dns: "dnspython",
  dotenv: "python-dotenv",
  jwt: "PyJWT",
  OpenSSL: "pyOpenSSL",
  paho: "paho-mqtt",
  pkg_resources: "setuptools",
  pymysql: "PyMySQL",
  serial: "pyserial",
  socketio: "python-socketio",
  engineio: "python-engineio",
  socks: "PySocks",
  usb: "pyusb",
  websocket: "websocket-client",
  yaml: "PyYAML",
};

/** The package that a module comes with, where it is called otherwise. */
export function packageOfModule(module: string): string | undefined {
  return Object.hasOwn(packages, module) ? packages[module] : undefined;
}
