/** Every bound of the protocol, in one place, each with its reason. */
export const limits = {
  /** Bytes of one WebSocket message or REST body. Room for one `send` of `dataBytes` in base64, with margin. */
  messageBytes: 2 * 1024 * 1024,
  /** Bytes at which a WebSocket message is cut off unread. Between the two, the caller still gets a typed error. */
  frameBytes: 6 * 1024 * 1024,
  /** Nesting of a message. The deepest that a valid one has is 6: a token in ancillary data. */
  messageDepth: 32,
  /** Values in one message, lists and objects included. A `poll` of `polledFds`, each for every event, has 14,342. */
  messageValues: 16_384,
  /** Keys of one object in a message, and bytes of a key: several times what any has. */
  objectKeys: 32,
  keyBytes: 64,
  /** Bytes that one call moves at most: `send` takes no more, `recv` gives no more. Longer data goes in several calls. */
  dataBytes: 1024 * 1024,
  /** Bytes of text in one `write`. A program that prints more writes several times. */
  outputBytes: 64 * 1024,
  /** Characters of a process name. */
  processNameLength: 64,
  /** Characters of a source file's name. */
  fileNameLength: 256,
  /** Characters of a thread's name. */
  threadNameLength: 64,
  /** Characters of a name that is looked up (NI_MAXHOST), and of an answer; how many answers are kept. */
  lookupTextLength: 1025,
  lookupAnswerLength: 256,
  lookupAnswers: 8,
  /** Processes that run at once in one lab: two programs for each of thirty students who share it. */
  processesPerLab: 64,
  /** Times that a page runs one program at once: each is an interpreter of its own in the browser, of some 50 MB. */
  runsOfProgram: 8,
  /**
   * Descriptors of one process, 0, 1 and 2 among them; the next `socket` gets EMFILE. RLIMIT_NOFILE has this soft limit
   * on Linux: the highest number is 1,023.
   */
  fdsPerProcess: 1024,
  /** Descriptors of all processes of one lab: ENFILE beyond. A chat server of 1,000 clients and the clients fit. */
  fdsPerLab: 2048,
  /** Descriptors of one lab that were sent and not received: ETOOMANYREFS beyond. One full message (SCM_MAX_FD) fits. */
  fdsInFlightPerLab: 256,
  /** Bytes that SO_RCVBUF and SO_SNDBUF may be set to, which the kernel doubles: more is cut, as by net.core.rmem_max. */
  socketBufferBytes: 1024 * 1024,
  /** Bytes by which a lab's programs may raise SO_RCVBUF and SO_SNDBUF above the defaults, over all its sockets. */
  labBufferBytes: 32 * 1024 * 1024,
  /** Bytes that F_SETPIPE_SZ makes a pipe hold at most: fs.pipe-max-size, as Linux has it. EPERM beyond. */
  pipeBytes: 1024 * 1024,
  /**
   * Bytes that all pipes of a lab hold at most, 256 of the usual 64 KiB: beyond, as for a user with fs.pipe-user-pages-soft
   * pages, a new one holds two pages, and F_SETPIPE_SZ gets EPERM.
   */
  pipeBytesPerLab: 16 * 1024 * 1024,
  /** Bytes of a socket option's value: what CPython's `getsockopt` takes. */
  optionBytes: 1024,
  /** Entries of one `poll`, and events of one `epoll_wait`: room for every fd of a process, several times over. */
  polledFds: 1024,
  /** Entries of all polls that wait in one lab: ENOMEM beyond. As many programs as a lab has select among 1,024. */
  polledFdsWaitingPerLab: 64 * 1024,
  /** Calls under way at once on one connection, in one lab (32 threads in each of its processes), on one server. */
  callsPerConnection: 1024,
  callsPerLab: 2048,
  callsPerServer: 16_384,
  /** Bytes that they hold: two messages of the largest size, four connections' share, four labs'. */
  callBytesPerConnection: 4 * 1024 * 1024,
  callBytesPerLab: 16 * 1024 * 1024,
  callBytesPerServer: 64 * 1024 * 1024,
  /** WebSockets at once in one lab: one for each of its processes, and for each of as many pages that look at it. */
  connectionsPerLab: 128,
  /** WebSockets at once on one server: sixteen in each of its labs, those of a page with fifteen programs. */
  connectionsPerServer: 4096,
  /** Messages in a row that could not be decoded, after which a connection is closed: no client sends so many by mistake. */
  malformedMessages: 100,
  /**
   * Messages that may wait on one connection. What is read already, up to 128 KiB, may hold thousands of frames. So many
   * calls no client has under way: twice as many as it may.
   */
  waitingMessages: 2048,
  /** Bytes of events in one message to a follower with `batch`: little enough to be sent while the next is read. */
  batchBytes: 64 * 1024,
  /** Seconds between pings, unless `SOCKPIT_PING_SECONDS` is set: usual proxies end a silent connection after 60. */
  pingSeconds: 20,
  /** Rounds of pings after which a silent client is disconnected. With half a round more a follower takes the server for gone. */
  silentRounds: 2,
  /** Seconds that a lab without a connection is kept for its page to come back, unless `SOCKPIT_LAB_IDLE_SECONDS` is set. */
  labIdleSeconds: 300,
  /** Items of ancillary data in one `sendmsg`. */
  ancillaryItems: 64,
  /** Descriptors in all of them. The kernel takes 253 (SCM_MAX_FD): EINVAL beyond. */
  passedFds: 1024,
  /** Bytes of ancillary data that one `recvmsg` takes in: room for 253 descriptors, and for all that is reported of a packet. */
  ancillaryBytes: 4096,
  /** Characters of a program's name for a file that it passes. */
  fileTokenLength: 64,
  /** Seconds after which a lab may be made to end by itself: a script's moment, a long day. */
  labTtlSeconds: { min: 5, max: 24 * 60 * 60 },
  /** Labs on one server. */
  labsPerServer: 256,
  /** Events, and bytes of events as lines of JSON, that a lab keeps; the oldest go first. */
  traceEvents: 20_000,
  traceBytes: 16 * 1024 * 1024,
  /** Bytes of events and packets that one lab keeps together: 20,000 of each where they are of the usual size. */
  recordBytesPerLab: 24 * 1024 * 1024,
  /** Bytes of events and packets that all labs of a server keep together, a share in each lab host: 4 MiB for each of a class of 32. */
  recordBytes: 128 * 1024 * 1024,
  /** Bytes of one event as a line of JSON: room for one `write` of text. A `write` that takes more is several events. */
  traceEventBytes: 80 * 1024,
  /** Seconds that a request for a trace waits for its next event: below the 30 s after which usual HTTP clients give up. */
  traceWaitSeconds: 25,
  /** Bytes of a payload, and characters of a string, kept with a call in the trace. */
  tracePayloadBytes: 1024,
  /** Entries of a list kept with a call in the trace. */
  tracedEntries: 64,
  /** Bytes of all params or results of one call in the trace. In JSON they may take six times as much. */
  tracedValueBytes: 12 * 1024,
  /** Packets, and bytes of packets, that a lab keeps for export; the oldest go first. A transfer of 10 MB fits whole. */
  capturePackets: 20_000,
  captureBytes: 16 * 1024 * 1024,
  /** Connections whose sequence numbers and sockets are remembered: more than ports of `fdsPerProcess` in each process. */
  capturedFlows: 4096,
  /** The same for all labs of a server, a share in each lab host: 16 MiB of heap at half a KiB each. */
  capturedFlowsOfServer: 32_768,
  /** Paths of Unix sockets in a lab; the next `bind` gets ENOSPC, as on a full disk. More than programs have open at once. */
  unixPathsPerLab: 4096,
  /** Bytes of sun_path without its closing NUL: unix(7). */
  unixPathBytes: 107,
  /** TLS contexts and sessions of one process: as many as a server has clients, and their own ends. */
  tlsContextsPerProcess: 256,
  tlsSessionsPerProcess: 512,
  /**
   * Memory for the TLS contexts and sessions of one lab, and of all labs of a server, a share in each lab host. A session takes 32 KiB,
   * half as much again during its handshake: 512 handshakes at once in a lab.
   */
  tlsBytesPerLab: 24 * 1024 * 1024,
  tlsBytesPerServer: 128 * 1024 * 1024,
  /** Bytes that one step of a TLS session takes in: four records, some tenths of a millisecond of encryption. */
  tlsStepBytes: 64 * 1024,
  /** Bytes of a file of certificates: a bundle of all public authorities has 220 KB. */
  tlsFileBytes: 512 * 1024,
  /** Certificates that one context trusts: as many as two such bundles have. */
  tlsTrusted: 512,
  /** Bits of a private key: an RSA key of 4,096 takes 4 ms for each handshake, of 8,192 eight times as much. */
  tlsKeyBits: 4096,
  /** Times that the password of an encrypted key is hashed: 100,000 take 30 ms. OpenSSL's own keys ask for 2,048. */
  tlsKeyIterations: 100_000,
  /** Characters of a server's name (RFC 1035), of a list of ciphers or groups, of a password (PEM_BUFSIZE). */
  tlsNameLength: 253,
  tlsListLength: 4096,
  tlsPasswordLength: 1024,
  /** Protocols in ALPN, and tickets after a handshake. */
  tlsProtocols: 64,
  tlsTickets: 16,
  /** Requests for TLS of one lab that wait for their turn: two of each of its processes. Bytes of those of all labs. */
  tlsWaitingPerLab: 128,
  tlsWaitingBytes: 16 * 1024 * 1024,
  /** Bytes of a scenario's text: as much as one message may carry in base64. A person writes a hundredth of it. */
  scenarioBytes: 1024 * 1024,
  /** Programs, copies of one, and files beside them: no more than a lab runs processes. */
  scenarioPrograms: 16,
  scenarioCopies: 16,
  scenarioFiles: 256,
  /** Expectations and conditions: each condition is a run of its own. */
  scenarioExpectations: 512,
  scenarioConditions: 64,
  /** Items of a list: of a tuple, parts of a pattern, packets of one expectation. */
  scenarioListLength: 256,
  /** Steps as they are written; how often a loop repeats its own, and how many loops stand within one another. */
  scenarioSteps: 10_000,
  scenarioLoops: 10_000,
  scenarioLoopDepth: 4,
  /** Seconds that a step may take, and an expectation may wait for. */
  scenarioSeconds: 600,
  /** Seconds for the programs of one condition in a run over REST, and for a whole run: what a client waits for. */
  runTimeLimitSeconds: 60,
  runSeconds: 300,
  /** Errors that are reported of one text. */
  scenarioProblems: 20,
  /** Hosts of a lab with a wire: two that talk, one that listens in, one more. Characters of a host's name (RFC 1035). */
  wireHosts: { min: 2, max: 4 },
  hostNameLength: 32,
  /** Bytes of a wire's MTU. The least that IPv4 allows (RFC 791), below 1,280 without IPv6 (RFC 8200); the longest datagram. */
  wireMtuBytes: { min: 68, max: 65_535, usual: 1500 },
  /** Milliseconds of a wire's delay and jitter: the Moon is 1,300 away. */
  wireDelayMs: 10_000,
  /** Bits a second of a wire's rate: one packet of 1,500 bytes in twelve seconds; more than any wire here reaches. */
  wireRateBitsPerSecond: { min: 1000, max: 10_000_000_000 },
  /** Bytes of a wire's queue: one packet; all that may be on the wire. Usual: 1,000 packets, as a network card has. */
  wireQueueBytes: { min: 1500, max: 4 * 1024 * 1024, usual: 1_500_000 },
  /** Packets and bytes on the wire of one lab, queued, held and under way; what comes beyond is dropped. 100 Mbit/s for 0.3 s. */
  wirePackets: 8192,
  wireBytes: 4 * 1024 * 1024,
  /** The same of all wires of a server: what eight and sixteen labs may have that use up theirs. */
  wirePacketsOfServer: 8 * 8192,
  wireBytesOfServer: 64 * 1024 * 1024,
  /** Packets of one lab that are held; the next is dropped. Nobody acts on so many by hand. */
  wireHeldPackets: 1024,
  /** Rules of a wire, each of which every packet is compared with; characters of data that one looks for. */
  wireRules: 32,
  wireMatchCharacters: 256,
  /** Milliseconds between two samples of one TCP connection, and samples of all in one lab a second: 1 % of a core. */
  tcpSampleMs: 5,
  tcpSamplesPerSecond: 200,
  /** Connections of one lab whose samples are taken at intervals; beyond, the one that was longest quiet begins anew. */
  tcpSampledConnections: 256,
  /** Largest timeout in seconds: what CPython's `settimeout` takes (2^63 ns). */
  timeoutSeconds: 9_223_372_036,
} as const;
