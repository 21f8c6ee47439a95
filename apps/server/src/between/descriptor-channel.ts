import { DescriptorChannel } from "@sockpit/sockets";
import { DESCRIPTOR_CHANNEL_FD } from "./messages.js";

export { type DescriptorChannel, SystemError } from "@sockpit/sockets";

/** The front door's end and the lab host's, which the child inherits as `DESCRIPTOR_CHANNEL_FD`. */
export function openDescriptorChannel(): [DescriptorChannel, DescriptorChannel] {
  return DescriptorChannel.pair();
}

/** The lab host's end. */
export function inheritedDescriptorChannel(): DescriptorChannel {
  return new DescriptorChannel(DESCRIPTOR_CHANNEL_FD);
}
