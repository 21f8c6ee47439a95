/** What each hint says, by its rule's name. */
export const hintTextsEn = {
  addressHeldByItself:
    "This program already has a socket on {{address}}. Call bind() once, or close() the first socket.",
  addressHeld:
    "{{address}} is taken: {{holder}} (pid {{pid}}) has a socket on that port. Stop it, or use another port.",
  addressInTimeWait:
    "{{address}} is still in use by an earlier run: the side that closed {{local}} → {{peer}} first keeps it in TIME-WAIT for {{seconds}} s.",
  addressInUse: "{{address}} is in use. Use another port, or reset the network.",
  refused: "Nobody is listening on {{address}}. Run the server first, and compare the port numbers.",
  onAnotherHost:
    "{{address}} is {{host}} itself: each host has a loopback of its own. On port {{port}} listens {{other}}: connect to it by its name.",
  onlyOnItsHost:
    "{{server}} listens on 127.0.0.1 of {{other}} only, which other hosts cannot reach. It has to listen on all addresses: bind(('0.0.0.0', {{port}})). Then run both again.",
  connectTimedOut: "{{address}} did not answer. Is the address right? Is the server's queue full?",
  timedOut: "The timeout set by settimeout() expired before {{command}}() could finish.",
  broadcastDenied:
    "{{address}} is a broadcast address. Sending to it takes setsockopt(SOL_SOCKET, SO_BROADCAST, 1) first.",
  accessDenied: "The kernel does not permit {{address}}. Use a port from 1024 up.",
  addressNotAvailable: "No interface here has the address {{address}}. Try 127.0.0.1, or '' for all of them.",
  networkUnreachable:
    "A lab has no Internet. The lab's network is not connected to any other. Use 127.0.0.1.",
  notConnected:
    "This socket is not connected. A client calls connect() first; a server sends and receives on the socket that accept() returned.",
  sendingShut: "The program has shut down sending on this socket: it can only receive now.",
  connectionLost: "The other side closed the connection or ended with an error. Look at its output.",
  familyNotSupported: "This address family is not available here. A shared loopback (mapped) has no IPv6.",
  addressNotAllowed: "Programs of a lab may only use the lab's own addresses. Use 127.0.0.1.",
  alreadyConnected:
    "This socket is connected already. Each connection needs a socket of its own: socket.socket(), then connect().",
  wouldBlock:
    "The socket is non-blocking, and {{command}}() has nothing to give yet. Wait with select() or selectors first, catch BlockingIOError, or leave the socket blocking.",
  connectInProgress:
    "The socket is non-blocking, so connect() only begins. Wait with select() until it is writable, or connect before setblocking(False).",
  notListening: "accept() needs a listening socket: call listen() after bind() and before accept().",
  boundTwice: "This socket has an address already. bind() can be called once on a socket.",
  datagramTooLong:
    "The datagram is too long for UDP: 65,507 bytes of data at most. Send it in parts, or use TCP.",
  destinationMissing:
    "This UDP socket does not know where to send: use sendto(data, address), or connect() first.",
  datagramSocket:
    "A UDP socket has no connections: no listen() and no accept(). Receive with recvfrom(), or use SOCK_STREAM.",
  sendtoOrder: "sendto() takes the data first, then the address: sendto(data, (host, port)).",
  bytesNeeded: 'Sockets carry bytes, not str. Encode the text first: "hello".encode(), or b"hello".',
  strNeeded: "recv() returns bytes, not str. Decode them first: data.decode().",
  addressAsTuple: "The address is one argument, a tuple: connect((host, port)) with double parentheses.",
  portAsNumber: "The port has to be a number: int(port). input() and sys.argv give str.",
  portRange: "A port is a number from 0 to 65535.",
  splitCharacter:
    "The bytes end in the middle of a character: recv() may return any part of a stream. Collect the bytes to the end of the message, then decode() them together.",
  notText:
    "These bytes are not UTF-8 text: they begin in the middle of a character, or are in another encoding, or no text at all. Decode a whole message, or keep the bytes.",
  otherPunctuation:
    "A character here only looks like Python's: full-width punctuation, a typographic quote or a no-break space, often from a paste.",
  tabs: "Tabs and spaces are mixed in this indentation. Use four spaces for each level.",
  indentExpected: "The line after “:” has to be indented, by four spaces.",
  indentWrong: "This line's indentation fits no block. Lines of one block begin in the same column.",
  pythonTwo:
    "This is Python 2. Here is Python 3.14: print(…) with parentheses, input() for raw_input(), range() for xrange().",
  pythonTwoModule: "{{module}} is Python 2's name. Python 3 calls it {{now}}.",
  removedModule: "{{module}} was removed from Python in {{version}}; here is 3.14. In its place: {{now}}.",
  hidesStandardModule:
    "Your file {{file}} hides Python's own module {{module}}: import finds the file first. Rename it.",
  absentModule: "Python in the page comes without {{module}}: there is no terminal or screen for it.",
  moduleElsewhere:
    "python3 looks for modules beside the program, in {{folder}}, and {{module}} is in the project's folder. Rename {{program}} to {{file}}, or put this in front of the import: import sys; sys.path.append('.')",
  packageOfServer:
    "No module is called {{module}} yet: it is a package, which this server offers. The button adds it with the packages that it needs, as far as the server has them.",
  packageOfOtherName:
    "No module is called {{module}}: it comes with the package {{name}}. No packages can be installed here by name; add its wheel in pure Python ({{name}}-…-none-any.whl) to Files.",
  noPackages:
    "No module is called {{module}}: no packages can be installed here by name. Python's standard library and this page's programs can be imported, and wheels in pure Python (…-none-any.whl) that you add to Files.",
  removedName: "{{name}} was removed from Python in {{version}}; here is 3.14. In its place: {{now}}.",
  noEventLoop:
    "asyncio.get_event_loop() no longer makes a loop (since Python 3.14). Use asyncio.run(main()).",
  loopInLoop: "An event loop runs already: use await here, not asyncio.run() or run_until_complete().",
  noProcesses:
    "A program in the page cannot start other processes. Use threads, or add another program to the page.",
  noThreads:
    "This browser runs programs without threads, because it does not support JSPI. Serve several clients with select, selectors or asyncio, or use Chrome or Edge 137, Firefox 153, or newer.",
  noRawSockets: "A lab has no raw sockets. The diagram shows every packet and its headers.",
  familyOfLab: "A lab has IPv4, IPv6 and Unix sockets, and no other address families.",
  noInternet:
    "A lab has no DNS and no Internet: only localhost, the lab's own name, and its addresses. Run the other side as a program, and use 127.0.0.1.",
  lookupFailed: "The name, service or address family that was looked up does not exist here: {{message}}.",
  closedSocket: "This socket is closed already: close() came before, or its “with” block has ended.",
  tooManyFiles:
    "Too many sockets are open at once: {{files}} at most for each program. Call close() on those that are done.",
  notPermitted: "The system does not permit this to an ordinary user: {{message}}",
  seeTraceback: "Its traceback is in the output.",
  acceptInLoop:
    "{{command}}() waits for a new client, while {{peer}}, which is connected, has sent {{bytes}} bytes that nobody reads. Move accept() out of the loop that receives, or serve each client in a thread.",
  queueFull:
    "The accept queue of {{name}} is full ({{length}} of {{capacity}}, listen({{backlog}})): the kernel drops further SYNs, and connect() waits. The server has to call accept().",
  peerDoesNotRead:
    "{{command}}() waits because {{name}} does not read: {{unread}} bytes are in its receive queue, {{unsent}} in this socket's send queue.",
  oneAtATime:
    "Other clients wait in the accept queue ({{queued}}) while {{command}}() waits for this one. A thread per client, or select(), serves all of them.",
  bothWait:
    "Both sides wait for the other to send: this one in {{command}}(), {{name}} in {{other}}(). One of them has to send first.",
  emptyReads:
    "{{command}}() returns b'' each time: the other side has closed. Leave the loop: if not data: break.",
  codingLine:
    "The first lines declare the encoding {{encoding}}, which does not exist or has not all characters of this program. It is saved and run as UTF-8, and Python cannot read it with that line.",
  tlsSelfSigned:
    'Nobody that this program trusts has signed the server\'s certificate: it is self-signed, or its authority is. Load that one: ssl.create_default_context(cafile="ca.pem").',
  tlsExpired: "The server's certificate has expired. Make a new one, in Files: Make a certificate.",
  tlsNotYetValid:
    "The first day on which the server's certificate is valid is yet to come. Make another one, in Files: Make a certificate.",
  tlsWrongName:
    "The server's certificate is not for {{name}}. Connect with server_hostname= a name that it has, or make one for this name.",
  tlsUnknownAuthority:
    'This program trusts no authority that has signed the server\'s certificate; in a lab none is trusted by itself. Load it: ssl.create_default_context(cafile="ca.pem").',
  tlsPlainText:
    "One side speaks TLS and the other plain text. Both have to wrap their sockets (wrap_socket), and the port has to be that of the TLS server.",
  tlsNoClientCertificate:
    "The server wants a certificate of the client, too: load_cert_chain() in the client's context.",
  tlsRefusedByPeer:
    "The other side does not accept this side's certificate and said so: {{alert}}. It has to trust the authority that signed it, and the certificate has to be valid.",
  tlsVersions:
    "The two sides have no version of TLS in common. Compare minimum_version and maximum_version of both contexts.",
  tlsNoCertificate:
    'This server has no certificate. Load one: context.load_cert_chain("server.pem", "server-key.pem"). Files makes one: Make a certificate.',
  tlsNothingShared:
    "The two sides have no cipher in common, or the server has no certificate: see set_ciphers() of both and load_cert_chain() of the server.",
  tlsKeyMismatch:
    "The private key belongs to another certificate. load_cert_chain() takes a certificate and the key that was made with it.",
  tlsWrongPassword: "The private key is encrypted with another password: load_cert_chain(…, password=…).",
  tlsNotPem:
    "A file has no certificate or no key in PEM, between lines of -----BEGIN … and -----END …. Is it the right file, the certificate first and the key second?",
  tlsCutOff:
    "The other side closed the connection in the middle of TLS. Look at its output: it ended with an error, or it does not speak TLS.",
  tlsNoFile:
    "There is no such file. Files makes a server's certificate, its key and its authority: Make a certificate.",
  twoPrograms: "This looks like two programs in one: a server and a client. Each needs a program of its own.",
};
