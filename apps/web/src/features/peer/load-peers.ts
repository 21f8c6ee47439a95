/** What is fetched when the first other end is opened. */
export { connectedLab } from "./connected-lab.js";
export { PeersModel } from "./peers-model.js";
