"""Addresses that must never be fetched: every refused network, in every spelling that parsers are known to differ on."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_network

from whosays.data import rows

CIRCLED = str.maketrans("0123456789.", "⓪①②③④⑤⑥⑦⑧⑨。")
FULLWIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
BOLD = str.maketrans({str(digit): chr(0x1D7CE + digit) for digit in range(10)})
SCHEMES = (
    "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:6379/_INFO", "dict://127.0.0.1:11211/",
    "data:text/plain,hello", "jar:http://127.0.0.1!/", "view-source:http://127.0.0.1/", "blob:http://127.0.0.1/1", "ws://127.0.0.1/",
    "wss://127.0.0.1/", "javascript:alert(1)", "ldap://127.0.0.1/", "tftp://127.0.0.1/", "sftp://127.0.0.1/", "about:blank", "netdoc:///etc",
    "unix:///run/docker.sock", "http+unix://%2Frun%2Fdocker.sock/", "mailto:desk@news.example", "ssh://127.0.0.1/", "res://127.0.0.1/",
)  # fmt: skip
PORTS = (0, 1, 7, 21, 22, 23, 25, 53, 110, 111, 135, 139, 143, 389, 445, 587, 993, 2049, 2375, 3306, 5432, 5984, 6379, 8000, 8080, 8443,
         9200, 10250, 11211, 27017, 65535)  # fmt: skip
NOT_HOSTS = (
    "http://", "http:///", "http://?x", "http://#x", "http://a..b/", "http://a%00b/", "http://a b/", "http://[::1/", "http://::1/",
    "http://[fe80::1%25eth0]/", "http://1.2.3.4.5/", "http://256.256.256.256/", "http://0x/x\ud800", "//127.0.0.1/", "127.0.0.1", "http://*/",
    "http://a,b/", "http://" + "a" * 64 + ".example/", "http://" + "a." * 130 + "example/", "http://news.example:99999/", "http://%/",
    "http://news.example:-1/", "http://[127.0.0.1]/", "http://" + "9" * 9000 + "/",
)  # fmt: skip
USERS = (
    "http://127.0.0.1@news.example/", "http://user:secret@news.example/", "http://news.example@127.0.0.1/", "http://news.example:80@127.0.0.1/",
    "http://news.example%40127.0.0.1/", "http://a:b@c@127.0.0.1/", "http://news.example@127.0.0.1:80#@news.example/", "http://:x@news.example/",
)  # fmt: skip
LOCAL_NAMES = (
    "localhost",
    "localhost.",
    "LOCALHOST",
    "a.localhost",
    "ⓛocalhost",
    "intranet",
    "printer.local",
    "metadata.google.internal",
)


def networks(version: int) -> list[IPv4Network]:
    """The refused networks of the program's own table."""
    found = [ip_network(network) for network, verdict, *_ in rows("fetch_addresses") if verdict == "refused"]
    return [network for network in found if network.version == version]  # type: ignore[misc]


def spellings(address: IPv4Address) -> Iterator[str]:
    """URLs that browsers take to one IPv4 address, or to an IPv6 address that carries it."""
    number, dotted = int(address), str(address)
    a, b, c, d = address.packed
    for host in (
        dotted, f"{dotted}.", str(number), hex(number), f"0{number:o}", f"{a}.{number & 0xFFFFFF}", f"{a}.{b}.{number & 0xFFFF}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}", f"0x{a:x}.{b}.0{c:o}.{d}", dotted.translate(CIRCLED),
        dotted.translate(FULLWIDTH), dotted.translate(BOLD), dotted.replace(".", "%2e"), dotted.replace(".", "。"), f"00000{a:o}.{b}.{c}.{d}",
        f"[::ffff:{dotted}]", f"[::ffff:{a:02x}{b:02x}:{c:02x}{d:02x}]", f"[::{dotted}]", f"[64:ff9b::{dotted}]", f"[64:ff9b:1::{dotted}]",
        f"[2002:{a:02x}{b:02x}:{c:02x}{d:02x}::]", f"[::ffff:0:{dotted}]", f"[{teredo(address)}]",
    ):  # fmt: skip
        yield f"http://{host}/"
    yield from (
        f"http://{dotted}:80\\@news.example/", f"http://{dotted}#@news.example/", f"http://{dotted}?@news.example/", f"http://{dotted}\\.news.example/",
        f"http:///{dotted}/", f"http:\\\\{dotted}\\", f"http:{dotted}/", f"HTTP://{dotted}/", f" \thttp://{dotted}/ ", f"http://{dotted[:2]}\t{dotted[2:]}/",
        f"ht\ntp://{dotted}/", f"https://{dotted}/", f"http://{dotted}:443/", f"http://@{dotted}/",
    )  # fmt: skip


def teredo(address: IPv4Address) -> IPv6Address:
    """A Teredo address whose client is this one, behind inverted bits."""
    inverted = bytes(byte ^ 0xFF for byte in address.packed)
    return IPv6Address(b"\x20\x01\x00\x00" + IPv4Address("93.184.215.14").packed + b"\x80\x00\x63\xbf" + inverted)


def addresses() -> Iterator[str]:
    """URLs that name a refused network by number."""
    for four in networks(4):
        yield from spellings(four[-1] if four.num_addresses > 1 else four[0])
        yield f"http://{four[0]}/"
    for six in networks(6):
        for number in (six[0], six[-1]) if six.prefixlen else (six[1], six[-1]):
            yield f"http://[{number}]/"
            yield f"http://[{str(number.exploded).upper()}]/"


def urls() -> list[str]:
    """The whole table, each once."""
    ports = [f"http://news.example:{port}/" for port in PORTS]
    names = [f"http://{name}/" for name in LOCAL_NAMES]
    wildcard = [f"http://{network[-1]}.nip.example/" for network in networks(4)]
    return list(dict.fromkeys([*addresses(), *SCHEMES, *ports, *NOT_HOSTS, *USERS, *names, *wildcard]))
