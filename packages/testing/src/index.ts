export {
  authority,
  clientCertificate,
  expiredCertificate,
  otherCertificate,
  serverCertificate,
  type TestCertificate,
} from "./certificates.js";
export { kernelSocket } from "./kernel-socket.js";
export { Random } from "./random.js";
export { type Server, startServer, stopServer } from "./server-process.js";
export { webSocketHandshake } from "./web-socket-handshake.js";
