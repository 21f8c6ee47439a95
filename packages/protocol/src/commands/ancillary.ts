import { z } from "zod";
import { limits } from "../limits.js";
import { ancillaryRefusal } from "../values/ancillary.js";
import { Family, SocketType } from "../values/socket.js";
import { Fd, IntOrBytes } from "./shared.js";

/** msg_controllen. */
export const AncillaryBufferSize = z
  .int()
  .min(0)
  .max(2_147_483_647)
  .describe(
    "Bytes of room for ancillary data, headers included. What does not fit is dropped, with MSG_CTRUNC.",
  );

const FileToken = z.strictObject({
  token: z
    .string()
    .min(1)
    .max(limits.fileTokenLength)
    .describe("The program's own name for a file that it has opened where the lab sees nothing of it."),
});

const timestamp = { level: z.literal("SOL_SOCKET"), type: z.literal("SCM_TIMESTAMP") };
const rights = { level: z.literal("SOL_SOCKET"), type: z.literal("SCM_RIGHTS") };

/** What the kernel is to put into a packet's header, or has found there. */
export const PacketValue = z.discriminatedUnion("type", [
  z.strictObject({ level: z.literal("IPPROTO_IP"), type: z.literal("IP_TOS"), value: IntOrBytes }),
  z.strictObject({ level: z.literal("IPPROTO_IP"), type: z.literal("IP_TTL"), value: IntOrBytes }),
  z.strictObject({ level: z.literal("IPPROTO_IP"), type: z.literal("IP_PKTINFO"), value: IntOrBytes }),
  z.strictObject({ level: z.literal("IPPROTO_IPV6"), type: z.literal("IPV6_PKTINFO"), value: IntOrBytes }),
  z.strictObject({ level: z.literal("IPPROTO_IPV6"), type: z.literal("IPV6_HOPLIMIT"), value: IntOrBytes }),
  z.strictObject({ level: z.literal("IPPROTO_IPV6"), type: z.literal("IPV6_TCLASS"), value: IntOrBytes }),
]);

/** What sendmsg(2) sends beside the data, in this order. */
export const SentAncillary = z
  .array(
    z.discriminatedUnion(
      "type",
      [
        z.strictObject({
          ...rights,
          fds: z
            .array(z.union([Fd, FileToken]))
            .max(limits.passedFds)
            .describe(
              "Descriptors of the caller, or tokens for files of its own: only the program that sent a token gets it back.",
            ),
        }),
        PacketValue,
      ],
      { error: ({ input }) => refusalOf(input) },
    ),
  )
  .max(limits.ancillaryItems)
  .refine(
    (items) =>
      items.reduce((sum, item) => sum + ("fds" in item ? item.fds.length : 0), 0) <= limits.passedFds,
    `must pass at most ${limits.passedFds} descriptors in all`,
  );

/** What recvmsg gave the caller for a passed file; a token, where the caller sent it itself. */
const ReceivedFile = z.union([
  z.strictObject({
    fd: Fd.describe("The receiver's descriptor for it."),
    family: Family,
    type: SocketType,
    proto: z.int().describe("The protocol's number: protocols(5)."),
    blocking: z
      .boolean()
      .describe(
        "Whether its calls wait, as the sender left it: O_NONBLOCK is the open file's, not the descriptor's.",
      ),
  }),
  z.strictObject({
    fd: Fd.describe("The receiver's descriptor for it."),
    file: z
      .enum(["epoll", "foreign"])
      .describe(
        "An epoll instance, or a file of another program, which only that program can read and write.",
      ),
  }),
  z.strictObject({
    fd: Fd.describe("The receiver's descriptor for it."),
    file: z.literal("pipe").describe("An end of a pipe."),
    end: z.enum(["read", "write"]).describe("Which end."),
    blocking: z.boolean().describe("Whether its calls wait, as the sender left it."),
  }),
  FileToken,
]);

export const ReceivedAncillary = z
  .array(
    z.discriminatedUnion("type", [
      z.strictObject({
        ...rights,
        fds: z.array(ReceivedFile).describe("What the passed files are to the receiver."),
      }),
      z.strictObject({ ...timestamp, value: IntOrBytes }),
      PacketValue,
    ]),
  )
  .describe("The ancillary data that came with the bytes.");

function refusalOf(item: unknown): string | undefined {
  const type = typeof item === "object" && item !== null && "type" in item ? item.type : undefined;
  return typeof type === "string" ? ancillaryRefusal(type) : undefined;
}
