/** What other features use of this one. */
export { FollowButton } from "./FollowButton.js";
export { PayloadView } from "./PayloadView.js";
export { payloadOf, payloadOfCall } from "./payload.js";
export { useStream } from "./stream-context.js";
