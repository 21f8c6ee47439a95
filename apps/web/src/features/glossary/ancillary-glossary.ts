import { type AncillaryKind, type AncillaryType, ancillaryKinds, ancillaryTypes } from "@sockpit/protocol";
import { type Explanation, explain } from "./explanation.js";

/** What each kind of ancillary data says, in Chinese; the protocol says it in English. */
const inChinese: Readonly<Record<AncillaryType, string>> = {
  SCM_RIGHTS: "傳送端開啟的檔案或 socket；接收端會得到自己的描述子。",
  SCM_TIMESTAMP: "設了 SO_TIMESTAMP 後，核心收到封包的時間。",
  IP_TOS: "資料報的服務類型位元組；設了 IP_RECVTOS 才收得到。",
  IP_TTL: "資料報的存活時間；設了 IP_RECVTTL 才收得到。",
  IP_PKTINFO: "資料報的介面和本端位址；設了 IP_PKTINFO 才收得到。",
  IPV6_PKTINFO: "資料報的本端位址和介面；設了 IPV6_RECVPKTINFO 才收得到。",
  IPV6_HOPLIMIT: "資料報的跳數上限；設了 IPV6_RECVHOPLIMIT 才收得到。",
  IPV6_TCLASS: "資料報的流量類別；設了 IPV6_RECVTCLASS 才收得到。",
};

const travelsInWords = {
  received: { en: "It is only received.", "zh-TW": "只會收到，不能送出。" },
  "sent and received": { en: "It is sent and received.", "zh-TW": "可以送出，也會收到。" },
} as const satisfies Record<AncillaryKind["travels"], object>;

/** What travels beside the data of sendmsg and recvmsg. */
export const ancillaryExplanations = Object.fromEntries(
  ancillaryTypes.map((type): [AncillaryType, Explanation] => {
    const { summary, travels, manPage } = ancillaryKinds[type];
    const words = travelsInWords[travels];
    return [type, explain(`${summary} ${words.en}`, `${inChinese[type]}${words["zh-TW"]}`, manPage)];
  }),
) as Readonly<Record<AncillaryType, Explanation>>;
