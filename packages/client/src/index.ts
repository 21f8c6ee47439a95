export { CallConnection } from "./call-connection.js";
export { Connection, type ConnectionOptions } from "./connection.js";
export type { ConnectionClose } from "./connection-close.js";
export type { FollowOptions } from "./follow-events.js";
export type { LabKey } from "./lab-key.js";
export type { RawCall, RawReply } from "./raw-call.js";
export { type CreateLabOptions, RestClient, type RestClientOptions, type TraceRange } from "./rest-client.js";
export type { WebSocketConstructor } from "./web-socket.js";
