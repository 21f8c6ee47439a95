export const peerKinds = ["terminal", "http", "browser", "console"] as const;
/** What the other end of a program is, in place of nc(1), curl(1) or a browser; or a process whose calls are made by hand. */
export type PeerKind = (typeof peerKinds)[number];
