export const peerKinds = ["terminal", "http", "browser"] as const;
/** What the other end of a program is, in place of nc(1), curl(1) or a browser. */
export type PeerKind = (typeof peerKinds)[number];
