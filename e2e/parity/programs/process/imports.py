import array, base64, binascii, collections, contextlib, datetime, enum, functools, hashlib, heapq, hmac
import io, ipaddress, itertools, json, logging, math, operator, os, pathlib, queue, random, re, secrets
import selectors, shutil, socketserver, string, struct, tempfile, textwrap, threading, time, traceback, typing
import urllib.parse, uuid, zlib

network = ipaddress.ip_network("192.0.2.0/28")
print(network.num_addresses, ipaddress.ip_address("::1").is_loopback, network[3])
print(struct.pack("!BHI", 1, 2, 3), struct.unpack("!H", b"\x1f\x90"), struct.calcsize("!IHH"))
print(json.dumps({"type": "chat", "text": "哈囉", "n": [1, 2.5, None]}, ensure_ascii=False))
print(base64.b64encode(b"socket"), hashlib.sha256(b"x").hexdigest()[:16], zlib.crc32(b"abc"))
print(urllib.parse.urlsplit("http://127.0.0.1:8080/a?b=c").port)
