"""Services and protocols by name: services(5) and protocols(5), as a Linux machine lists them."""

from typing import Any

from _sockpit.c_calls import arguments, int_argument

# name, port/protocols, aliases. The first of several on one port is its name.
_SERVICES = """
tcpmux 1/tcp
echo 7/tcp,udp
discard 9/tcp,udp sink null
systat 11/tcp users
daytime 13/tcp,udp
netstat 15/tcp
qotd 17/tcp quote
chargen 19/tcp,udp ttytst source
ftp-data 20/tcp
ftp 21/tcp
ssh 22/tcp
telnet 23/tcp
smtp 25/tcp mail
time 37/tcp,udp timserver
whois 43/tcp nicname
tacacs 49/tcp,udp
domain 53/tcp,udp
bootps 67/udp
bootpc 68/udp
tftp 69/udp
gopher 70/tcp
finger 79/tcp
http 80/tcp www
kerberos 88/tcp,udp kerberos5 krb5 kerberos-sec
pop3 110/tcp pop-3
sunrpc 111/tcp,udp portmapper
auth 113/tcp authentication tap ident
nntp 119/tcp readnews untp
ntp 123/udp
epmap 135/tcp loc-srv
netbios-ns 137/udp
netbios-dgm 138/udp
netbios-ssn 139/tcp
imap2 143/tcp imap
snmp 161/tcp,udp
snmp-trap 162/tcp,udp snmptrap
bgp 179/tcp
ipx 213/udp
ptp-event 319/udp
ptp-general 320/udp
ldap 389/tcp,udp
https 443/tcp,udp
microsoft-ds 445/tcp
kpasswd 464/tcp,udp
submissions 465/tcp ssmtp smtps urd
isakmp 500/udp
exec 512/tcp
biff 512/udp comsat
login 513/tcp
who 513/udp whod
shell 514/tcp cmd syslog
syslog 514/udp
printer 515/tcp spooler
talk 517/udp
ntalk 518/udp
route 520/udp router routed
uucp 540/tcp uucpd
klogin 543/tcp
kshell 544/tcp krcmd
dhcpv6-client 546/udp
dhcpv6-server 547/udp
afpovertcp 548/tcp
rtsp 554/tcp,udp
nntps 563/tcp snntp
submission 587/tcp
ipp 631/tcp
ldaps 636/tcp,udp
kerberos-adm 749/tcp
kerberos4 750/udp,tcp kerberos-iv kdc
domain-s 853/tcp,udp
rsync 873/tcp
ftps-data 989/tcp
ftps 990/tcp
telnets 992/tcp
imaps 993/tcp
pop3s 995/tcp
socks 1080/tcp
rmiregistry 1099/tcp
openvpn 1194/tcp,udp
ms-sql-s 1433/tcp
l2f 1701/udp l2tp
radius 1812/tcp,udp
radius-acct 1813/tcp,udp radacct
nfs 2049/tcp,udp
gsigatekeeper 2119/tcp
mysql 3306/tcp
ms-wbt-server 3389/tcp
distcc 3632/tcp
svn 3690/tcp subversion
ipsec-nat-t 4500/udp
iax 4569/udp
sip 5060/tcp,udp
sip-tls 5061/tcp,udp
xmpp-client 5222/tcp jabber-client
xmpp-server 5269/tcp jabber-server
mdns 5353/udp
postgresql 5432/tcp postgres
amqps 5671/tcp
amqp 5672/tcp
x11 6000/tcp x11-0
redis 6379/tcp
ircs-u 6697/tcp
http-alt 8080/tcp webcache
bacula-dir 9101/tcp
git 9418/tcp
webmin 10000/tcp
zabbix-agent 10050/tcp
"""

_PROTOCOLS = """
ip 0, hopopt 0, icmp 1, igmp 2, ipencap 4, tcp 6, egp 8, pup 12, udp 17, xns-idp 22, iso-tp4 29, dccp 33, ipv6 41,
ipv6-route 43, ipv6-frag 44, rsvp 46, gre 47, esp 50, ah 51, ipv6-icmp 58, ipv6-nonxt 59, ipv6-opts 60, ospf 89,
ipip 94, pim 103, vrrp 112, l2tp 115, sctp 132, udplite 136, mptcp 262
"""

_numbers = {name: int(number) for name, number in (entry.split() for entry in _PROTOCOLS.replace("\n", " ").split(","))}
_ports: dict[tuple[str, str], int] = {}
_names: dict[tuple[int, str], str] = {}


def _read() -> None:
    for line in _SERVICES.split("\n"):
        name, _, rest = line.partition(" ")
        if not name:
            continue
        where, *aliases = rest.split()
        port, _, protocols = where.partition("/")
        for protocol in protocols.split(","):
            _names.setdefault((int(port), protocol), name)
            for known in (name, *aliases):
                _ports.setdefault((known, protocol), int(port))


_read()


def port_of(name: str, protocol: str) -> int | None:
    """The port of a service over "tcp" or "udp", or None."""
    return _ports.get((name, protocol))


def name_of(port: int, protocol: str) -> str | None:
    """The service of a port over "tcp" or "udp", or None."""
    return _names.get((port, protocol))


@arguments(1, 2)
def getservbyname(servicename: Any, *protocolname: Any) -> int:
    name, protocol = servicename, _protocol("getservbyname", protocolname)
    _text(name, "getservbyname() argument 1")
    for candidate in _protocols(protocol):
        if (name, candidate) in _ports:
            return _ports[name, candidate]
    raise OSError("service/proto not found")


@arguments(1, 2)
def getservbyport(port: Any, *protocolname: Any) -> str:
    protocol = _protocol("getservbyport", protocolname)
    port = int_argument(port)
    if not 0 <= port <= 0xFFFF:
        raise OverflowError("getservbyport: port must be 0-65535.")
    for candidate in _protocols(protocol):
        if (port, candidate) in _names:
            return _names[port, candidate]
    raise OSError("port/proto not found")


@arguments(1, 1)
def getprotobyname(protocolname: Any) -> int:
    """Return the protocol number for the named protocol."""
    _text(protocolname, "getprotobyname() argument 1")
    # The aliases of protocols(5) are the names in capitals.
    number = _numbers.get(protocolname, _numbers.get(protocolname.lower()))
    if number is None:
        raise OSError("protocol not found")
    return number


def _protocol(caller: str, given: tuple[Any, ...]) -> str | None:
    if not given:
        return None
    _text(given[0], f"{caller}() argument 2")
    return given[0]


def _protocols(protocol: str | None) -> tuple[str, ...]:
    return ("tcp", "udp") if protocol is None else (protocol,)


def _text(value: object, what: str) -> None:
    if not isinstance(value, str):
        kind = "None" if value is None else type(value).__name__
        raise TypeError(f"{what} must be str, not {kind}")
