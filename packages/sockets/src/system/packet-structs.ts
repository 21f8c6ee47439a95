/** The headers of packets, with C's names: include/uapi/linux/ip.h, ipv6.h, tcp.h, udp.h, icmp.h, and netinet/ip6.h. */
import { be16, be32, bytes, struct, u8 } from "./struct.js";

/** IEEE 802.3: include/uapi/linux/if_ether.h. */
export const ethhdr = struct("struct ethhdr", { h_dest: bytes(6), h_source: bytes(6), h_proto: be16 });

/** RFC 826, of IPv4 over Ethernet: netinet/if_ether.h. */
export const etherArp = struct("struct ether_arp", {
  _hardwareProtocolAndLengths: bytes(6),
  arp_op: be16,
  arp_sha: bytes(6),
  arp_spa: bytes(4),
  arp_tha: bytes(6),
  arp_tpa: bytes(4),
});

/** RFC 791 §3.1. The first byte is version and length in words, 4 bits each; `frag_off` has three flags before the offset. */
export const iphdr = struct("struct iphdr", {
  _versionAndLength: u8,
  tos: u8,
  tot_len: be16,
  id: be16,
  frag_off: be16,
  ttl: u8,
  protocol: u8,
  check: be16,
  saddr: bytes(4),
  daddr: bytes(4),
});

/** RFC 8200 §3. */
export const ipv6hdr = struct("struct ipv6hdr", {
  _versionClassAndFlow: be32,
  payload_len: be16,
  nexthdr: u8,
  hop_limit: u8,
  saddr: bytes(16),
  daddr: bytes(16),
});

/** RFC 8200 §4: how the extension headers begin that say how long they are, in units of 8 bytes beyond the first. */
export const ip6Ext = struct("struct ip6_ext", { ip6e_nxt: u8, ip6e_len: u8 });

/** RFC 8200 §4.5. `ip6f_offlg` is the offset in bytes, and in its last bit whether another fragment follows. */
export const ip6Frag = struct("struct ip6_frag", {
  ip6f_nxt: u8,
  ip6f_reserved: u8,
  ip6f_offlg: be16,
  ip6f_ident: be32,
});

/** RFC 9293 §3.1. Behind the acknowledged number stand 4 bits of length in words, 3 that are 0, and 9 flags. */
export const tcphdr = struct("struct tcphdr", {
  source: be16,
  dest: be16,
  seq: be32,
  ack_seq: be32,
  _lengthAndFlags: be16,
  window: be16,
  check: be16,
  urg_ptr: be16,
});

/** RFC 768. */
export const udphdr = struct("struct udphdr", { source: be16, dest: be16, len: be16, check: be16 });

/** RFC 792, RFC 4443 §2.1. An error quotes its datagram behind this. */
export const icmphdr = struct("struct icmphdr", { type: u8, code: u8, checksum: be16, un: bytes(4) });
