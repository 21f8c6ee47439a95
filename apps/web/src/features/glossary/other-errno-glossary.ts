import { kernelFacts } from "@sockpit/protocol";
import { type Explanation, explain } from "./explanation.js";

function other(en: string, zhTW: string): Explanation {
  return explain(en, zhTW, "errno(3)");
}

/** The errors of Linux that no socket call gives: a program meets them in `errno`, or as a socket's SO_ERROR. */
export const otherErrnoExplanations = {
  ESRCH: other(
    "No process or thread has this number. It may have ended.",
    "沒有這個編號的行程或執行緒。它可能已經結束。",
  ),
  EIO: other(
    "A device could not read or write. Often the hardware is at fault.",
    "裝置讀寫失敗。常常是硬體問題。",
  ),
  ENXIO: other(
    "The device does not exist. Or nobody has opened the other end.",
    "沒有這個裝置。也可能是另一端沒有人開啟。",
  ),
  E2BIG: other(
    "The arguments of a new program are too long together. The kernel takes a bounded number of bytes.",
    "新程式的引數加起來太長。核心只接受有限的位元組數。",
  ),
  ENOEXEC: other(
    "The file is no program that the kernel can execute. Its format is unknown.",
    "這個檔案不是核心能執行的程式。格式不明。",
  ),
  ECHILD: other(
    "There is no child process to wait for. It may have been waited for already.",
    "沒有子行程可以等待。可能已經等過了。",
  ),
  EFAULT: other(
    "A pointer leads outside of the program's memory. Python never lets that happen by itself.",
    "指標指到程式的記憶體之外。Python 本身不會讓這種事發生。",
  ),
  ENOTBLK: other(
    "The call needs a block device, such as a disk. This is something else.",
    "這個呼叫需要區塊裝置，例如磁碟。這個不是。",
  ),
  EBUSY: other(
    "Something else is using this now. It has to be released first.",
    "別的東西正在使用它。要先釋放才行。",
  ),
  EXDEV: other(
    "A link or a rename cannot lead from one file system to another. Copy the file instead.",
    "連結或更名不能跨檔案系統。請改用複製。",
  ),
  ENOTDIR: other("A part of the path is no directory. Check the path.", "路徑中有一段不是目錄。請檢查路徑。"),
  EISDIR: other(
    "The path is a directory, and the call takes none. Name a file in it.",
    "這個路徑是目錄，而呼叫不接受目錄。請指定裡面的檔案。",
  ),
  ENFILE: other(
    "The whole system has too many open files. Something else has to close some first.",
    "整個系統開啟的檔案太多。要等別的程式先關閉一些。",
  ),
  ENOTTY: other(
    "The device or socket does not know this ioctl request. It may be for terminals only.",
    "這個裝置或 socket 不認得這個 ioctl 要求。可能只有終端機才有。",
  ),
  ETXTBSY: other(
    "The file is a program that is being executed. It cannot be written meanwhile.",
    "這個檔案是正在執行的程式。這段期間不能寫入。",
  ),
  EFBIG: other(
    "The file would become larger than is allowed. Nothing was written beyond the bound.",
    "檔案會超過允許的大小。超過的部分沒有寫入。",
  ),
  ENOSPC: other(
    "The device is full. For epoll: too many descriptors are watched.",
    "裝置已滿。用在 epoll 時表示監看的描述子太多。",
  ),
  ESPIPE: other(
    "One cannot seek in a pipe or a socket. Data comes in its order.",
    "管線和 socket 不能移動讀寫位置。資料只能依序讀取。",
  ),
  EROFS: other(
    "The file system can only be read. Nothing in it can be changed.",
    "檔案系統是唯讀的。裡面的東西都不能改。",
  ),
  EMLINK: other(
    "The file has as many links as the file system allows. No more can be made.",
    "檔案的連結數已到檔案系統的上限。不能再增加。",
  ),
  ERANGE: other(
    "The result does not fit into its type or buffer. Give more room, or smaller numbers.",
    "結果放不進它的型別或緩衝區。請給更多空間，或用較小的數字。",
  ),
  EDEADLK: other(
    "Waiting for this lock would never end, because its holder waits for us. The kernel refuses it.",
    "等這個鎖永遠等不完，因為持有者也在等我們。核心因此拒絕。",
  ),
  ENAMETOOLONG: other(
    `A path, or one name in it, is too long. The path of a Unix socket has at most ${kernelFacts.unixPathBytes} bytes here.`,
    `路徑或其中一個名稱太長。這裡 Unix socket 的路徑最多 ${kernelFacts.unixPathBytes} 個位元組。`,
  ),
  ENOLCK: other(
    "The kernel has no more room for file locks. Release some first.",
    "核心沒有空間再放檔案鎖。請先釋放一些。",
  ),
  ENOSYS: other(
    "This kernel has no such call. It may be too old, or built without it.",
    "這個核心沒有這個呼叫。可能太舊，或編譯時沒有加入。",
  ),
  ENOTEMPTY: other("The directory still has files in it. Remove these first.", "目錄裡還有檔案。請先移除。"),
  ENOMSG: other(
    "The message queue holds no message of the type that was asked for. Others may be there.",
    "訊息佇列裡沒有所要求類型的訊息。可能有其他類型的。",
  ),
  EIDRM: other(
    "The System V message queue or semaphore was removed. Somebody was still waiting for it.",
    "System V 的訊息佇列或號誌被移除了。當時還有人在等它。",
  ),
  ECHRNG: other(
    "A channel's number is out of range. Old drivers used this.",
    "通道編號超出範圍。這是舊驅動程式用的。",
  ),
  EL2NSYNC: other(
    "The second level of a link is not synchronized. Old drivers used this.",
    "連線的第二層沒有同步。這是舊驅動程式用的。",
  ),
  EL3HLT: other(
    "The third level of a link has halted. Old drivers used this.",
    "連線的第三層已停止。這是舊驅動程式用的。",
  ),
  EL3RST: other(
    "The third level of a link was reset. Old drivers used this.",
    "連線的第三層被重設。這是舊驅動程式用的。",
  ),
  ELNRNG: other(
    "A link's number is out of range. Old drivers used this.",
    "連線編號超出範圍。這是舊驅動程式用的。",
  ),
  EUNATCH: other(
    "No protocol driver is attached to the device. Old drivers used this.",
    "裝置沒有掛上協定驅動程式。這是舊驅動程式用的。",
  ),
  ENOCSI: other(
    "No CSI structure is available. Old drivers used this.",
    "沒有可用的 CSI 結構。這是舊驅動程式用的。",
  ),
  EL2HLT: other(
    "The second level of a link has halted. Old drivers used this.",
    "連線的第二層已停止。這是舊驅動程式用的。",
  ),
  EBADE: other(
    "An exchange with a device or a server is not valid. Some file systems say so.",
    "與裝置或伺服器的交換無效。某些檔案系統會這樣回報。",
  ),
  EBADR: other(
    "A request descriptor is not valid. Some drivers say so.",
    "要求的描述子無效。某些驅動程式會這樣回報。",
  ),
  EXFULL: other("An exchange is full. Some drivers say so.", "交換區已滿。某些驅動程式會這樣回報。"),
  ENOANO: other("There is no anode. Some drivers say so.", "沒有 anode。某些驅動程式會這樣回報。"),
  EBADRQC: other(
    "A request code is not valid. Some drivers say so.",
    "要求代碼無效。某些驅動程式會這樣回報。",
  ),
  EBADSLT: other(
    "A slot's number is not valid. Some drivers say so.",
    "插槽編號無效。某些驅動程式會這樣回報。",
  ),
  EBFONT: other(
    "A font file has a bad format. Console drivers say so.",
    "字型檔格式錯誤。主控台驅動程式會這樣回報。",
  ),
  ENOSTR: other(
    "The device is no STREAMS device. Linux has none of these.",
    "裝置不是 STREAMS 裝置。Linux 沒有這種裝置。",
  ),
  ENODATA: other(
    "There is no such data. A file may lack that extended attribute, for example.",
    "沒有這項資料。例如檔案沒有那個延伸屬性。",
  ),
  ETIME: other(
    "A timer ran out before the operation was done. Drivers say so.",
    "計時器在操作完成前就到了。驅動程式會這樣回報。",
  ),
  ENOSR: other(
    "STREAMS has no resources left. Linux has no STREAMS.",
    "STREAMS 的資源用完了。Linux 沒有 STREAMS。",
  ),
  ENONET: other(
    "The machine is not on the network. Linux reports it where ICMP says that the source host is isolated.",
    "機器不在網路上。ICMP 回報來源主機被隔離時，Linux 會給這個錯誤。",
  ),
  ENOPKG: other(
    "A package is not installed. Or a part of the kernel is missing, such as a cipher.",
    "沒有安裝某個套件。也可能是核心缺少某個部分，例如加密演算法。",
  ),
  EREMOTE: other(
    "The object lies on another machine. It has to be used there.",
    "物件在另一台機器上。必須在那裡使用。",
  ),
  ENOLINK: other(
    "The link to a remote file system was severed. It has to be mounted again.",
    "與遠端檔案系統的連結斷了。必須重新掛載。",
  ),
  EADV: other(
    "An advertised resource is in use. RFS said so, which Linux does not have.",
    "已公告的資源正在使用。這是 RFS 用的，Linux 沒有。",
  ),
  ESRMNT: other(
    "A remote file system is still mounted. RFS said so, which Linux does not have.",
    "遠端檔案系統還掛載著。這是 RFS 用的，Linux 沒有。",
  ),
  ECOMM: other("Communication failed while sending. Drivers say so.", "傳送時通訊失敗。驅動程式會這樣回報。"),
  EPROTO: other(
    "The other side broke the rules of the protocol. Or an accept() met an error of the network.",
    "對方違反了協定規則。也可能是 accept() 遇到網路錯誤。",
  ),
  EMULTIHOP: other(
    "The path leads over several machines. That is not allowed here.",
    "路徑經過好幾台機器。這裡不允許。",
  ),
  EDOTDOT: other(
    "An error of RFS, a remote file system. Linux does not have it.",
    "遠端檔案系統 RFS 的錯誤。Linux 沒有 RFS。",
  ),
  EBADMSG: other(
    "A message has a wrong format, or its check failed. Nothing of it can be used.",
    "訊息格式錯誤，或檢查失敗。內容不能使用。",
  ),
  EOVERFLOW: other(
    "The value is too large for the type that it should go into. A 64-bit call may help.",
    "數值太大，放不進目標型別。改用 64 位元的呼叫可能有用。",
  ),
  ENOTUNIQ: other(
    "The name is not unique on the network. Choose another.",
    "這個名稱在網路上不是唯一的。請換一個。",
  ),
  EBADFD: other(
    "The descriptor is open, but in a state that does not allow this. It may have to be set up first.",
    "描述子開著，但目前的狀態不允許這樣做。可能要先設定好。",
  ),
  EREMCHG: other(
    "The address of the remote side has changed. The connection has to be made again.",
    "遠端的位址改變了。必須重新連線。",
  ),
  ELIBACC: other(
    "A shared library that the program needs cannot be read. It may be missing.",
    "讀不到程式需要的共用函式庫。可能不存在。",
  ),
  ELIBBAD: other(
    "A shared library is damaged. It has to be installed again.",
    "共用函式庫已損壞。必須重新安裝。",
  ),
  ELIBSCN: other(
    "The .lib section of the program is damaged. It has to be built again.",
    "程式的 .lib 區段已損壞。必須重新建置。",
  ),
  ELIBMAX: other(
    "The program links with more shared libraries than are allowed. Old formats had such a bound.",
    "程式連結的共用函式庫超過上限。這是舊格式的限制。",
  ),
  ELIBEXEC: other(
    "A shared library cannot be executed by itself. Run a program that uses it.",
    "共用函式庫不能直接執行。請執行使用它的程式。",
  ),
  EILSEQ: other(
    "The bytes are not valid in this encoding. They may be cut, or of another encoding.",
    "位元組在這種編碼裡無效。可能被截斷，或是另一種編碼。",
  ),
  ERESTART: other(
    "The call should be made again after a signal. The kernel keeps this to itself.",
    "訊號之後應該再呼叫一次。核心只在內部使用它。",
  ),
  ESTRPIPE: other(
    "A STREAMS pipe failed. Sound drivers say so after a suspend.",
    "STREAMS 管線失敗。音效驅動程式在休眠後會這樣回報。",
  ),
  EUSERS: other("There are too many users. A quota or a table is full.", "使用者太多。配額或表格已滿。"),
  EPFNOSUPPORT: other(
    "The kernel does not know this protocol family. Today EAFNOSUPPORT says the same.",
    "核心不認得這個協定家族。現在通常用 EAFNOSUPPORT 表示。",
  ),
  ENETRESET: other(
    "The network ended the connection. On Linux a peer that has restarted answers keep-alive probes by RST, and the error is ECONNRESET.",
    "網路中斷了連線。在 Linux 上，重新啟動過的對方會以 RST 回答保持連線的探測，錯誤是 ECONNRESET。",
  ),
  ETOOMANYREFS: other(
    "Too many descriptors are on their way in messages over Unix sockets. Receive some first.",
    "透過 Unix socket 傳遞、還沒收下的描述子太多。請先收下一些。",
  ),
  EHOSTDOWN: other(
    "A router reported that it does not know that machine. One that does not answer on its own network gives EHOSTUNREACH.",
    "路由器回報不認得那台機器。機器在自己的網路上沒有回應時，錯誤是 EHOSTUNREACH。",
  ),
  ESTALE: other(
    "The file on a server is no longer there under this handle. Open it anew.",
    "伺服器上的檔案已不再對應這個代號。請重新開啟。",
  ),
  EUCLEAN: other(
    "The file system is damaged and has to be repaired. Run fsck.",
    "檔案系統損壞，需要修復。請執行 fsck。",
  ),
  ENOTNAM: other(
    "The file is no XENIX named type file. Linux has none of these.",
    "檔案不是 XENIX 的具名類型檔。Linux 沒有這種檔案。",
  ),
  ENAVAIL: other(
    "No XENIX semaphore is available. Linux has none of these.",
    "沒有可用的 XENIX 號誌。Linux 沒有這種號誌。",
  ),
  EISNAM: other(
    "The file is a XENIX named type file. Linux has none of these.",
    "檔案是 XENIX 的具名類型檔。Linux 沒有這種檔案。",
  ),
  EREMOTEIO: other(
    "A device at the other end of a bus could not read or write. Drivers say so.",
    "匯流排另一端的裝置讀寫失敗。驅動程式會這樣回報。",
  ),
  EDQUOT: other(
    "The user's quota of the disk is used up. Remove files, or ask for more.",
    "使用者的磁碟配額用完了。請移除檔案，或申請更多配額。",
  ),
  ENOMEDIUM: other("There is no disc or card in the drive. Put one in.", "裝置裡沒有光碟或卡片。請放入。"),
  EMEDIUMTYPE: other(
    "The disc or card is of a type that the drive cannot use. Take another.",
    "光碟或卡片的類型不能用。請換一張。",
  ),
  ECANCELED: other(
    "The operation was cancelled before it was done. Nothing has changed.",
    "操作在完成前被取消了。什麼都沒有改變。",
  ),
  ENOKEY: other(
    "The kernel has no key that this needs. Add it to a keyring.",
    "核心沒有所需的金鑰。請加入金鑰環。",
  ),
  EKEYEXPIRED: other(
    "The key is too old to be used. A new one is needed.",
    "金鑰已過期，不能使用。需要新的金鑰。",
  ),
  EKEYREVOKED: other("The key was revoked. A new one is needed.", "金鑰已被撤銷。需要新的金鑰。"),
  EKEYREJECTED: other(
    "The service does not accept the key. It may be signed by nobody who is trusted.",
    "服務不接受這把金鑰。簽署者可能不受信任。",
  ),
  EOWNERDEAD: other(
    "Who held the lock has died. What it protects may be half done.",
    "持有鎖的人已經結束。它保護的資料可能只做了一半。",
  ),
  ENOTRECOVERABLE: other(
    "What a lock protects cannot be repaired any more. The lock has to be made anew.",
    "鎖所保護的資料已無法修復。鎖必須重新建立。",
  ),
  ERFKILL: other(
    "The radio is switched off by a switch or by software. Switch it on first.",
    "無線電已被開關或軟體關閉。請先開啟。",
  ),
} as const;
