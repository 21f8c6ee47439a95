/** What other features use of this one. */
export { ConnectMenu } from "./ConnectMenu.js";
export { OtherEndButton } from "./OtherEndButton.js";
export { PeerItems } from "./PeerItems.js";
export { targetOf, targetOfProcess } from "./targets.js";
