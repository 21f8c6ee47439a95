import { Socket } from "@sockpit/sockets";
import { describe, expect, test } from "vitest";
import { LoopbackBlock } from "./loopback-block.js";
import { OwnPeers } from "./own-peers.js";

describe("Where the kernel cannot be asked", () => {
  test("an address counts as the lab's own while a descriptor of a socket that was bound there is held", () => {
    const block = new LoopbackBlock();
    const peers = new OwnPeers(undefined, block);
    const asker = Socket.open();
    asker.bind({ host: block.loopback, port: 0 });
    const listener = Socket.open();
    listener.bind({ host: block.loopback, port: 0 });
    listener.listen(1);
    const address = listener.getsockname();
    if (!("host" in address)) throw new Error("not an internet address");
    expect(peers.has(asker, address)).toBe(false);
    peers.add(listener);
    expect(peers.has(asker, address)).toBe(true);
    const copy = listener.dup();
    listener.close();
    expect(peers.has(asker, address)).toBe(true);
    copy.close();
    expect(peers.has(asker, address)).toBe(false);
    asker.close();
    block.release();
  });
});
