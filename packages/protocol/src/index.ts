export * from "./answers/read-reply.js";
export * from "./call-error.js";
export * from "./call-failure.js";
export * from "./close-codes.js";
export * from "./codec.js";
export { PacketValue } from "./commands/ancillary.js";
export * from "./commands/index.js";
export { Fd, IntOrBytes, OwnTimeout } from "./commands/shared.js";
export * from "./controls/index.js";
export { decodeRequest, type MessageEncoding } from "./decode-request.js";
export * from "./describe.js";
export * from "./error-table.js";
export * from "./errors.js";
export * from "./escape-xml.js";
export * from "./events.js";
export * from "./kernel-facts.js";
export * from "./lab-paths.js";
export * from "./limits.js";
export * from "./messages.js";
export * from "./problem.js";
export * from "./rest.js";
export {
  type Fields,
  type MediaForm,
  mediaTypes,
  type RouteDescription,
  type RouteTag,
  routeTags,
} from "./routes/describe-route.js";
export * from "./routes/index.js";
export { errorsOf } from "./routes/route-errors.js";
export * from "./routes/route-input.js";
export { type CreateRun, Run } from "./routes/run-routes.js";
export * from "./subprotocol.js";
export * from "./traced-call.js";
export * from "./traits.js";
export * from "./values/address.js";
export * from "./values/ancillary.js";
export * from "./values/base64.js";
export * from "./values/call-condition.js";
export * from "./values/data.js";
export * from "./values/endpoint.js";
export * from "./values/errno.js";
export * from "./values/excerpt.js";
export * from "./values/json-data.js";
export * from "./values/lab.js";
export * from "./values/lookup.js";
export * from "./values/packet.js";
export * from "./values/readiness.js";
export * from "./values/socket.js";
export * from "./values/socket-change.js";
export * from "./values/socket-option.js";
export * from "./values/stream.js";
export * from "./values/tcp-flag.js";
export * from "./values/tls.js";
export * from "./values/tls-record.js";
export * from "./values/traced-data.js";
export * from "./values/wire.js";
