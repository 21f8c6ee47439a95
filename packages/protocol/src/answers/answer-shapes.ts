// Made by `pnpm generate`.
import type { AnswerShape } from "./answer-shape.js";

export const replyShape: AnswerShape = {"oneOf":[{"fields":{"id":{"oneOf":["int","null"]},"ok":{"is":true},"result":"any"}},{"fields":{"id":{"oneOf":["int","null"]},"ok":{"is":false},"error":{"oneOf":[{"fields":{"kind":{"is":"errno"},"errno":"string","number":"int","syscall":"string","message":"string","sentBytes?":"int"}},{"fields":{"kind":"string","code":"string","message":"string","field?":"string","reference?":"string"}},{"fields":{"kind":{"is":"timeout"},"syscall":"string","message":"string"}}]}}}]};

export const callErrorShape: AnswerShape = {"oneOf":[{"fields":{"kind":{"is":"errno"},"errno":"string","number":"int","syscall":"string","message":"string","sentBytes?":"int"}},{"fields":{"kind":"string","code":"string","message":"string","field?":"string","reference?":"string"}},{"fields":{"kind":{"is":"timeout"},"syscall":"string","message":"string"}}]};

export const commandResultShapes: Readonly<Record<string, AnswerShape>> = {
  accept: {"fields":{"fd":"int","address":{"oneOf":[{"fields":{"host":"string","port":"int","flowinfo?":"int","scopeId?":"int"}},{"fields":{"path":"string"}},{"fields":{"abstract":"string"}}]}}},
  bind: {"fields":{}},
  close: {"fields":{}},
  connect: {"fields":{}},
  connect_ex: {"fields":{"errno":"int","name?":"string"}},
  dup: {"fields":{"fd":"int"}},
  dup2: {"fields":{"fd":"int"}},
  epoll_create1: {"fields":{"fd":"int"}},
  epoll_ctl: {"fields":{}},
  epoll_wait: {"fields":{"events":{"list":{"fields":{"fd":"int","events":{"list":"string"}}}}}},
  fcntl: {"fields":{"value":"int"}},
  getpeername: {"fields":{"address":{"oneOf":[{"fields":{"host":"string","port":"int","flowinfo?":"int","scopeId?":"int"}},{"fields":{"path":"string"}},{"fields":{"abstract":"string"}}]}}},
  getsockname: {"fields":{"address":{"oneOf":[{"fields":{"host":"string","port":"int","flowinfo?":"int","scopeId?":"int"}},{"fields":{"path":"string"}},{"fields":{"abstract":"string"}}]}}},
  getsockopt: {"fields":{"value?":"int","data?":"bytes"}},
  ioctl: {"fields":{"value":"int"}},
  listen: {"fields":{}},
  pipe2: {"fields":{"fds":{"tuple":["int","int"]}}},
  poll: {"fields":{"ready":{"list":{"fields":{"fd":"int","events":{"list":"string"}}}}}},
  read: {"fields":{"data":"bytes"}},
  recv: {"fields":{"data":"bytes","lengthBytes?":"int","lostBytes?":"int"}},
  recvfrom: {"fields":{"data":"bytes","address":{"oneOf":[{"fields":{"host":"string","port":"int","flowinfo?":"int","scopeId?":"int"}},{"fields":{"path":"string"}},{"fields":{"abstract":"string"}},"null"]},"lengthBytes?":"int","lostBytes?":"int"}},
  recvmsg: {"fields":{"data":"bytes","ancillary":{"list":{"oneOf":[{"fields":{"level":{"is":"SOL_SOCKET"},"type":{"is":"SCM_RIGHTS"},"fds":{"list":{"oneOf":[{"fields":{"fd":"int","family":"string","type":"string","proto":"int","blocking":"boolean"}},{"fields":{"fd":"int","file":{"is":"pipe"},"end":"string","blocking":"boolean"}},{"fields":{"fd":"int","file":"string"}},{"fields":{"token":"string"}}]}}}},{"fields":{"level":{"is":"SOL_SOCKET"},"type":{"is":"SCM_TIMESTAMP"},"value":{"oneOf":["int","bytes"]}}},{"fields":{"level":{"is":"IPPROTO_IP"},"type":{"is":"IP_TOS"},"value":{"oneOf":["int","bytes"]}}},{"fields":{"level":{"is":"IPPROTO_IP"},"type":{"is":"IP_TTL"},"value":{"oneOf":["int","bytes"]}}},{"fields":{"level":{"is":"IPPROTO_IP"},"type":{"is":"IP_PKTINFO"},"value":{"oneOf":["int","bytes"]}}},{"fields":{"level":{"is":"IPPROTO_IPV6"},"type":{"is":"IPV6_PKTINFO"},"value":{"oneOf":["int","bytes"]}}},{"fields":{"level":{"is":"IPPROTO_IPV6"},"type":{"is":"IPV6_HOPLIMIT"},"value":{"oneOf":["int","bytes"]}}},{"fields":{"level":{"is":"IPPROTO_IPV6"},"type":{"is":"IPV6_TCLASS"},"value":{"oneOf":["int","bytes"]}}}]}},"flags":{"list":"string"},"address":{"oneOf":[{"fields":{"host":"string","port":"int","flowinfo?":"int","scopeId?":"int"}},{"fields":{"path":"string"}},{"fields":{"abstract":"string"}},"null"]},"lengthBytes?":"int","lostBytes?":"int"}},
  send: {"fields":{"bytes":"int"}},
  sendall: {"fields":{}},
  sendmsg: {"fields":{"bytes":"int"}},
  sendto: {"fields":{"bytes":"int"}},
  setsockopt: {"fields":{}},
  settimeout: {"fields":{}},
  shutdown: {"fields":{}},
  socket: {"fields":{"fd":"int"}},
  socketpair: {"fields":{"fds":{"tuple":["int","int"]}}},
  unlink: {"fields":{}},
  write: {"fields":{"bytes":"int"}},
};

export const controlResultShapes: Readonly<Record<string, AnswerShape>> = {
  actOnPacket: {"fields":{}},
  cancel: {"fields":{"cancelled":"boolean"}},
  configureTlsContext: {"fields":{"failure?":{"fields":{"library?":"string","reason?":"string","text":"string","verification?":{"fields":{"code":"int","text":"string"}}}}}},
  describeTlsContext: {"fields":{"ciphers":{"list":{"fields":{"name":"string","protocol":"string","bits":"int"}}},"trusted":{"list":{"fields":{"certificate":{"fields":{"der":"bytes","version":"int","subject":{"list":{"list":{"tuple":["string","string"]}}},"issuer":{"list":{"list":{"tuple":["string","string"]}}},"serialNumber":"string","notBefore":"string","notAfter":"string","subjectAltName":{"list":{"tuple":["string","string"]}}}},"isAuthority":"boolean"}}},"statistics":{"fields":{"number":"int","connect":"int","connectGood":"int","connectRenegotiate":"int","accept":"int","acceptGood":"int","acceptRenegotiate":"int","hits":"int","misses":"int","timeouts":"int","cacheFull":"int"}}}},
  describeTlsSession: {"fields":{"version":"string","isEstablished":"boolean","isResumed":"boolean","cipher":{"oneOf":[{"fields":{"name":"string","protocol":"string","bits":"int"}},"null"]},"alpn":{"oneOf":["string","null"]},"sharedCiphers":{"oneOf":[{"list":{"fields":{"name":"string","protocol":"string","bits":"int"}}},"null"]},"certificate":{"oneOf":[{"fields":{"der":"bytes","version":"int","subject":{"list":{"list":{"tuple":["string","string"]}}},"issuer":{"list":{"list":{"tuple":["string","string"]}}},"serialNumber":"string","notBefore":"string","notAfter":"string","subjectAltName":{"list":{"tuple":["string","string"]}}}},"null"]},"sentChain":{"list":"bytes"},"verifiedChain":{"list":"bytes"},"resumption?":{"oneOf":[{"fields":{"pem":"bytes","id":"bytes","madeSeconds":"int","timeoutSeconds":"int","hasTicket":"boolean","ticketLifetimeSeconds":"int"}},"null"]},"firstFinished":"bytes"}},
  endProcess: {"fields":{}},
  findSocket: {"fields":{"found":{"oneOf":[{"fields":{"inode":"int","modifiedMs":"number"}},"null"]}}},
  follow: {"fields":{"lab":{"fields":{"id":"string","network":"string","isolation":{"fields":{"available":"boolean","userNamespace":"boolean","networkNamespace":"boolean","capture":"boolean","wire?":{"oneOf":["string","null"]},"wireReason?":"string","reason?":"string"}},"hosts?":{"list":{"fields":{"name":"string","addresses":{"list":"string"}}}},"wire?":{"fields":{"implementation":"string","mtuBytes":"int","seed":"int","directions":{"list":{"fields":{"from":"string","to":"string","settings":{"fields":{"delayMs":"number","jitterMs":"number","rateBitsPerSecond":{"oneOf":["int","null"]},"queueBytes":"int","lossShare":"number","lossEveryNth":{"oneOf":["int","null"]},"lossBurst":{"oneOf":[{"fields":{"startShare":"number","endShare":"number","lossShare":"number"}},"null"]},"duplicateShare":"number","reorderShare":"number","corruptShare":"number","isDown":"boolean","isHolding":"boolean"}},"queuedPackets":"int","queuedBytes":"int","flyingPackets":"int"}}},"rules":{"list":{"fields":{"id":"string","match":{"fields":{"from?":"string","to?":"string","protocol?":"string","sourcePort?":"int","destinationPort?":"int","flags?":{"list":"string"},"noFlags?":{"list":"string"},"hasPayload?":"boolean","payload?":"string","nth?":"int","everyNth?":"int"}},"action":{"oneOf":[{"fields":{"do":{"is":"delay"},"byMs":"number"}},{"fields":{"do":{"is":"pass"}}},{"fields":{"do":{"is":"drop"}}},{"fields":{"do":{"is":"hold"}}},{"fields":{"do":{"is":"duplicate"}}},{"fields":{"do":{"is":"corrupt"}}},{"fields":{"do":{"is":"overtake"}}}]}}}},"hosts":{"list":{"fields":{"name":"string","congestionControl":"string"}}},"congestionControls":{"list":"string"},"held":{"list":"int"}}},"processes":{"list":{"fields":{"pid":"int","name":"string","host?":"string","state":"string","fds":{"list":"int"}}}},"createdAt":"string"}},"sockets":{"list":{"fields":{"id":"string","host?":"string","pid":{"oneOf":["int","null"]},"fd":{"oneOf":["int","null"]},"family":"string","type":"string","state":"string","local":{"oneOf":[{"fields":{"host":"string","port":"int","flowinfo?":"int","scopeId?":"int"}},{"fields":{"path":"string"}},{"fields":{"abstract":"string"}},"null"]},"peer":{"oneOf":[{"fields":{"host":"string","port":"int","flowinfo?":"int","scopeId?":"int"}},{"fields":{"path":"string"}},{"fields":{"abstract":"string"}},"null"]},"receiveQueueBytes":{"oneOf":["int","null"]},"sendQueueBytes":{"oneOf":["int","null"]},"acceptQueue":{"oneOf":[{"fields":{"length":"int","limit":"int"}},"null"]},"synQueue":{"oneOf":[{"fields":{"length":"int"}},"null"]},"listener":{"oneOf":["string","null"]},"peerSocket?":"string","receiveBufferBytes":{"oneOf":["int","null"]},"sendBufferBytes":{"oneOf":["int","null"]},"droppedPackets?":{"oneOf":["int","null"]},"timeoutSeconds?":{"oneOf":["number","null"]},"options":{"list":{"fields":{"level":"string","option":"string","value":{"oneOf":["int","string"]}}}},"tcp":{"oneOf":[{"fields":{"rttUs":"int","rttVarUs":"int","rtoUs":"int","cwndSegments":"int","ssthreshSegments":{"oneOf":["int","null"]},"retransmits":"int","totalRetransmits":"int","unackedSegments":"int","lostSegments":"int","sackedSegments":"int","mssBytes":"int","peerMssBytes":"int","pathMtuBytes":"int","sendWindowBytes":{"oneOf":["int","null"]},"receiveWindowBytes":{"oneOf":["int","null"]},"bytesSent":"int","bytesAcked":"int","bytesReceived":"int","notSentBytes":"int"}},"null"]}}}},"seq":"int","at":"int","dropped":"int"}},
  freeTls: {"fields":{}},
  makeTlsContext: {"fields":{"context":"int"}},
  makeTlsSession: {"fields":{"session?":"int","failure?":{"fields":{"library?":"string","reason?":"string","text":"string","verification?":{"fields":{"code":"int","text":"string"}}}}}},
  reportLookup: {"fields":{}},
  setConditions: {"fields":{}},
  setWire: {"fields":{}},
  startProcess: {"fields":{"pid":"int","host?":"string","hosts?":{"list":{"fields":{"name":"string","addresses":{"list":"string"}}}},"interfaces?":{"list":{"fields":{"index":"int","name":"string"}}}}},
  stepTlsSession: {"fields":{"outcome":"string","failure?":{"fields":{"library?":"string","reason?":"string","text":"string","verification?":{"fields":{"code":"int","text":"string"}}}},"send?":"bytes","data?":"bytes","pendingBytes":"int","unreadBytes":"int","serverName?":"string","keyLog?":{"list":"string"}}},
  write: {"fields":{}},
};
