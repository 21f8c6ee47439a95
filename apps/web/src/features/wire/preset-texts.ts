import type { Texts } from "../../shared/in-both-languages.js";

/** Presets by name, with a sentence each. */
export const presetTextsEn = {
  none: { name: "No faults", says: "Nothing is done to packets: they arrive at once." },
  lan: { name: "LAN", says: "A switch in the same room: almost no delay, and fast enough for anything." },
  wifi: {
    name: "Wi-Fi",
    says: "Radio in one room: neighbours and retransmissions of the link make the delay vary, and a few packets are lost.",
  },
  fourG: {
    name: "4G",
    says: "A telephone network: tens of milliseconds to the base station and back, which vary with the load of the cell.",
  },
  taipeiLondon: {
    name: "Taipei – London",
    says: "Light in cables around half the world: plenty of capacity, and each answer takes over 200 ms.",
  },
  satellite: {
    name: "Satellite",
    says: "A geostationary satellite, 35,786 km up: over half a second for a round trip, which no protocol can shorten.",
  },
  lossy: {
    name: "Lossy",
    says: "One packet in twenty is lost: TCP takes that for congestion, and slows down.",
  },
  bufferbloat: {
    name: "Bufferbloat",
    says: "A slow line with a queue of two seconds: nothing is lost, and everything is late as soon as somebody sends much.",
  },
} as const;

export const presetTextsZhTw: Texts<typeof presetTextsEn> = {
  none: { name: "無干擾", says: "對封包不做任何事：立刻到達。" },
  lan: { name: "區域網路", says: "同一個房間的交換器：幾乎沒有延遲，頻寬十分充足。" },
  wifi: { name: "Wi-Fi", says: "同一個房間的無線網路：鄰居干擾和鏈結層重傳讓延遲變動，還有少數封包遺失。" },
  fourG: { name: "4G", says: "行動網路：到基地台來回要幾十毫秒，並隨基地台的負載變動。" },
  taipeiLondon: {
    name: "台北 – 倫敦",
    says: "光在纜線中繞行半個地球：頻寬充足，但每個回應都要等 200 毫秒以上。",
  },
  satellite: {
    name: "衛星",
    says: "35,786 公里高的地球同步衛星：來回超過半秒，任何協定都無法縮短。",
  },
  lossy: { name: "易遺失", says: "每二十個封包遺失一個：TCP 會當成壅塞而放慢速度。" },
  bufferbloat: {
    name: "緩衝膨脹",
    says: "慢速線路加上要排兩秒的佇列：封包不會遺失，但只要有人大量傳送，所有封包都會遲到。",
  },
};
