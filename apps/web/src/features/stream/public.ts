/** What other features use of this one. */
export { FollowButton } from "./FollowButton.js";
export { hexDump } from "./hex.js";
export { PayloadView } from "./PayloadView.js";
export { payloadOf, payloadOfCall } from "./payload.js";
export { useStream } from "./stream-context.js";
export { Utf8Text } from "./Utf8Text.js";
export { textOf } from "./utf8.js";
