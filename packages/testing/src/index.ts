export { kernelSocket } from "./kernel-socket.js";
export { Random } from "./random.js";
export { webSocketHandshake } from "./web-socket-handshake.js";
