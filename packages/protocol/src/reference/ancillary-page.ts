import { ancillaryKinds, ancillaryTypes } from "../values/ancillary.js";
import { code, GENERATED, table } from "./markdown.js";

/** docs/reference/ancillary-data.md: what sendmsg and recvmsg carry beside the data. */
export function ancillaryPage(): string {
  const rows = ancillaryTypes.map((type) => {
    const { level, number, value, travels, summary, manPage } = ancillaryKinds[type];
    return [code(type), code(level), String(number), value, travels, `${summary} ${manPage}.`];
  });
  return [
    GENERATED,
    "# Ancillary data",
    "What `sendmsg` and `recvmsg` carry beside the data: cmsg(3). Any other kind fails with `bad_params`, which names it, and nothing of it reaches the kernel.",
    table(["type", "level", "number", "value", "travels", "says"], rows),
    "A value is an int, or the bytes of the C value as `text` or `base64`. What `recvmsg` gives is an int where it is whole and no struct, else its bytes: where there was too little room, the kernel cuts the last item short and says `MSG_CTRUNC`. A byte may be sent as an int too.",
    "## Descriptors",
    "`SCM_RIGHTS` passes open files over Unix sockets. The receiver gets descriptors of its own for them, the lowest that are free, also where the sender has closed its own meanwhile; what nobody receives, the kernel closes. Descriptors for which the receiving process has no room are dropped, with `MSG_CTRUNC`.",
    'A socket or an epoll instance of the lab works in every process that gets it. A file that a program keeps in its own memory goes by a `token` of the program\'s: sent back to it, it gets its token, as often as it arrives. In another process it is a descriptor (`file: "foreign"`) that can be closed, duplicated and passed on, and not be read or written.',
    "In a `mapped` network the addresses in `IP_PKTINFO` are the lab's, as everywhere, and the interface is 0 or 1 (`lo`).",
    "",
  ].join("\n\n");
}
