/** The WebSocket subprotocol. The token travels beside it as `bearer.<token>`. */
export const SUBPROTOCOL = "sockpit.v1";
export const BEARER_PREFIX = "bearer.";
