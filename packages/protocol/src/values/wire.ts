import { z } from "zod";
import { limits } from "../limits.js";
import { TcpFlag } from "./tcp-flag.js";

export const HostName = z
  .string()
  .max(limits.hostNameLength, { abort: true })
  .regex(/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/, "must be a-z, 0-9 and hyphens, beginning with a letter")
  .refine((name) => name !== "localhost", "must not be localhost, which every host calls itself")
  .describe("A host's name in its lab, which its programs and those of the other hosts resolve.");
export type HostName = z.infer<typeof HostName>;

export const WireHost = z.strictObject({
  name: HostName,
  addresses: z.array(z.string()).describe("Its addresses on the wire: IPv4, and IPv6 where the MTU allows."),
});
export type WireHost = z.infer<typeof WireHost>;

export const NetworkInterface = z.strictObject({
  index: z.int().min(1).describe("The kernel's number of it, which IPv6 addresses have as their `scopeId`."),
  name: z.string().describe("`lo`, or `eth0` on the wire."),
});
export type NetworkInterface = z.infer<typeof NetworkInterface>;

export const WireImplementation = z
  .enum(["tun", "veth"])
  .describe(
    "What a wire is made of: TUN devices, which carry IP packets, or veth pairs, which carry Ethernet frames and show ARP.",
  );
export type WireImplementation = z.infer<typeof WireImplementation>;

const { wireDelayMs, wireRateBitsPerSecond, wireQueueBytes } = limits;

const Share = z.number().min(0).max(1);

const LossBurst = z
  .strictObject({
    startShare: Share.describe("How likely each packet begins a burst: p."),
    endShare: Share.describe("How likely each packet ends the burst it is in: r."),
    lossShare: Share.describe("The part of packets that a burst loses: 1 - h."),
  })
  .describe(
    "Losses in bursts: the Gilbert-Elliott model, with two states, of which the good one loses nothing.",
  );

/** One direction of a wire. Every field's default is a wire that does nothing to a packet. */
const settingFields = {
  delayMs: z.number().min(0).max(wireDelayMs).describe("Milliseconds that a packet is under way."),
  jitterMs: z
    .number()
    .min(0)
    .max(wireDelayMs)
    .describe("The delay varies by so much both ways, evenly. Packets stay in order."),
  rateBitsPerSecond: z
    .int()
    .min(wireRateBitsPerSecond.min, {
      error: `must be at least ${wireRateBitsPerSecond.min}, or null for no bound; a wire that carries nothing has isDown`,
    })
    .max(wireRateBitsPerSecond.max)
    .nullable()
    .describe("How fast it sends, in bits of IP datagrams; null for no bound."),
  queueBytes: z
    .int()
    .min(wireQueueBytes.min)
    .max(wireQueueBytes.max)
    .describe(
      "Bytes that wait to be sent, with the packet that is being sent; what comes beyond is dropped.",
    ),
  lossShare: Share.describe("The part of packets that is lost, at random."),
  lossEveryNth: z.int().min(1).max(1_000_000).nullable().describe("Each n-th packet is lost; null for none."),
  lossBurst: LossBurst.nullable(),
  duplicateShare: Share.describe("The part of packets that arrives twice."),
  reorderShare: Share.describe("The part of packets that lets the next one pass, for 20 ms at most."),
  corruptShare: Share.describe("The part of packets that arrives with one bit changed behind its IP header."),
  isDown: z.boolean().describe("The link is down: what enters is dropped, and what was under way."),
  isHolding: z.boolean().describe("Every packet stops on the wire until it is acted on."),
};
export const WireSettings = z.strictObject(settingFields).describe("How one direction of a wire is set.");
export type WireSettings = z.infer<typeof WireSettings>;
export type WireSetting = keyof WireSettings;
const settingNames = Object.keys(settingFields) as [WireSetting];

export const clearWire: WireSettings = {
  delayMs: 0,
  jitterMs: 0,
  rateBitsPerSecond: null,
  queueBytes: wireQueueBytes.usual,
  lossShare: 0,
  lossEveryNth: null,
  lossBurst: null,
  duplicateShare: 0,
  reorderShare: 0,
  corruptShare: 0,
  isDown: false,
  isHolding: false,
};

const RuleId = z
  .string()
  .regex(/^[a-zA-Z0-9._-]{1,32}$/, "must be 1 to 32 of letters, digits, dots, hyphens and underscores")
  .describe("What the rule is called by the packets that it concerns.");

const Port = z.int().min(0).max(65_535);

export const WireMatch = z
  .strictObject({
    from: HostName.optional().describe("Packets of this host."),
    to: HostName.optional().describe("Packets to this host."),
    protocol: z
      .enum(["TCP", "UDP", "ICMP", "ICMPv6", "ARP"])
      .optional()
      .describe("Packets of this protocol."),
    sourcePort: Port.optional().describe("Packets from this port."),
    destinationPort: Port.optional().describe("Packets to this port."),
    flags: z.array(TcpFlag).max(9).optional().describe("Segments with all of these flags."),
    noFlags: z.array(TcpFlag).max(9).optional().describe("Segments with none of these flags."),
    hasPayload: z.boolean().optional().describe("Packets with data, or without."),
    payload: z
      .string()
      .min(1)
      .max(limits.wireMatchCharacters)
      .optional()
      .describe("Packets whose data holds this text, in UTF-8."),
    nth: z.int().min(1).optional().describe("The n-th of those that fit the rest, and no other."),
    everyNth: z.int().min(1).optional().describe("Each n-th of those that fit the rest."),
  })
  .describe("Which packets: those that fit everything that is given.");
export type WireMatch = z.infer<typeof WireMatch>;

export const WireAction = z
  .discriminatedUnion("do", [
    z.strictObject({ do: z.literal("pass") }).describe("It is spared loss, duplication and the like."),
    z.strictObject({ do: z.literal("drop") }).describe("It is lost."),
    z.strictObject({ do: z.literal("hold") }).describe("It stops on the wire until it is acted on."),
    z.strictObject({ do: z.literal("duplicate") }).describe("It arrives twice."),
    z.strictObject({ do: z.literal("corrupt") }).describe("It arrives with one bit changed."),
    z.strictObject({ do: z.literal("overtake") }).describe("It lets the next one pass."),
    z
      .strictObject({
        do: z.literal("delay"),
        byMs: z.number().min(0).max(wireDelayMs).describe("Milliseconds beyond its direction's delay."),
      })
      .describe("It is under way for so much longer, and others may pass it."),
  ])
  .describe("What is done to a packet.");
export type WireAction = z.infer<typeof WireAction>;

export const WireRule = z.strictObject({ id: RuleId, match: WireMatch, action: WireAction });
export type WireRule = z.infer<typeof WireRule>;

/** What a person does with a packet that is held. */
export const HandAction = z
  .enum(["release", "drop", "duplicate"])
  .describe(
    "`release`: it goes on from here, as the wire is set; it may pass one that is still held. `drop`: it is lost. `duplicate`: it arrives twice.",
  );
export type HandAction = z.infer<typeof HandAction>;

/** What happened to a packet between entering and leaving a wire. */
export const WireEffect = z.enum(["delayed", "queued", "held", "duplicated", "overtaken", "corrupted"]);
export type WireEffect = z.infer<typeof WireEffect>;

export const WireCause = z
  .discriminatedUnion("by", [
    z.strictObject({
      by: z.literal("setting"),
      setting: z.enum(settingNames).describe("The setting of its direction."),
    }),
    z.strictObject({ by: z.literal("rule"), rule: RuleId }),
    z.strictObject({ by: z.literal("hand") }),
    z.strictObject({
      by: z.literal("limit"),
      limit: z
        .enum(["packets", "bytes", "held", "server"])
        .describe("The wire's own bound that was reached; `server`: that of all wires of the server."),
    }),
    z.strictObject({ by: z.literal("noHost") }).describe("No host has the address."),
    z.strictObject({ by: z.literal("host") }).describe("The receiving host's interface did not take it."),
  ])
  .describe(
    "What decided a packet's fate: a setting of the wire, a rule, a person, or a bound of the wire itself.",
  );
export type WireCause = z.infer<typeof WireCause>;

/** A packet on a wire, beside what every packet has. */
export const OnWire = z
  .strictObject({
    from: HostName.describe("The host that sent it."),
    to: HostName.nullable().describe("The host that it goes to; null where no host has its address."),
  })
  .describe("Where on the wire it entered, and where it goes. What became of it is in `packetLeft`.");
export type OnWire = z.infer<typeof OnWire>;

/** What of a direction is set; the rest stays as it is. */
export const WireSettingsChange = WireSettings.partial().describe("What of a direction is set.");

const Directed = {
  from: HostName.describe("The sending host."),
  to: HostName.describe("The receiving host."),
};

export const WireRules = z
  .array(WireRule)
  .max(limits.wireRules)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, "must have different ids")
  .describe("Rules, in their order: the first that fits a packet says what is done to it.");

export const CongestionControl = z
  .string()
  .regex(/^[a-z0-9_-]{1,15}$/, "must be 1 to 15 of a-z, 0-9, _ and -")
  .describe("The name of a congestion control algorithm, as `reno`: tcp(7), TCP_CONGESTION.");

const HostSetting = z.strictObject({
  name: HostName,
  congestionControl: CongestionControl.describe(
    "What TCP sockets of the host begin with, that are made from now on; `TCP_CONGESTION` changes it for one.",
  ),
});

/** What of a wire is set; the rest stays as it is. */
export const WireChange = z.strictObject({
  settings: WireSettingsChange.optional().describe("For every direction."),
  directions: z
    .array(
      z.strictObject({
        ...Directed,
        settings: WireSettingsChange,
      }),
    )
    .max(limits.wireHosts.max * limits.wireHosts.max)
    .optional()
    .describe("For single directions, after `settings`."),
  rules: WireRules.optional().describe(
    "In place of all rules there were. One that stays the same goes on counting.",
  ),
  hosts: z.array(HostSetting).max(limits.wireHosts.max).optional().describe("For single hosts."),
});
export type WireChange = z.infer<typeof WireChange>;

/** A wire as a lab is made with it. */
export const CreateWire = WireChange.extend({
  mtuBytes: z
    .int()
    .min(limits.wireMtuBytes.min)
    .max(limits.wireMtuBytes.max)
    .optional()
    .describe("Bytes of the longest IP datagram; 1,500 without it. Below 1,280 there is no IPv6."),
  seed: z
    .int()
    .min(0)
    .max(0xffff_ffff)
    .optional()
    .describe("What chance begins with: with the same seed, it decides the same for the same packets."),
});
export type CreateWire = z.infer<typeof CreateWire>;

export const WireConfiguration = {
  directions: z
    .array(z.strictObject({ ...Directed, settings: WireSettings }))
    .describe("Each direction of each two hosts, with its settings."),
  rules: WireRules,
  hosts: z
    .array(HostSetting)
    .optional()
    .describe("Each host, with what its sockets begin with; absent in records of older servers."),
};

export const WireState = z.strictObject({
  implementation: WireImplementation,
  mtuBytes: z.int().describe("Bytes of the longest IP datagram."),
  seed: z.int().describe("What chance began with."),
  directions: z
    .array(
      z.strictObject({
        ...Directed,
        settings: WireSettings,
        queuedPackets: z.int().describe("Packets that wait to be sent, with the one that is being sent."),
        queuedBytes: z.int().describe("Their bytes."),
        flyingPackets: z.int().describe("Packets that are sent and have not arrived."),
      }),
    )
    .describe("Each direction of each two hosts."),
  rules: WireRules,
  hosts: z.array(HostSetting).describe("Each host, with what its sockets begin with."),
  congestionControls: z
    .array(CongestionControl)
    .describe("The congestion control algorithms that the kernel has; empty where it does not say."),
  held: z
    .array(z.int())
    .describe("The numbers of the packets that are held, in the order in which they entered."),
});
export type WireState = z.infer<typeof WireState>;
