"""Fetching: only from the public internet, within its limits, politely, and only where it is switched on. Nothing leaves the machine."""

from __future__ import annotations

import gzip
import re
import ssl
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from tests import ssrf_table
from tests.web_double import PUBLIC, PUBLIC6, Clock, Names, Server, Wires, moved, page
from whosays import settings
from whosays.cli import main
from whosays.cli.inputs import Inputs
from whosays.fetch import Fetched, Fetcher, FetchRefused, NotModified, Policy, why_not
from whosays.fetch.decoding import Body, accepted
from whosays.fetch.pace import Pace, in_words
from whosays.fetch.urls import read_url

ROOT = Path(__file__).resolve().parent.parent
URLS = ssrf_table.urls()


class Web:
    """A server, wires to it, a clock and a fetcher over them."""

    def __init__(
        self,
        script: Mapping[Any, Any],
        *,
        names: Callable[[str, int], Sequence[str]] | None = None,
        policy: Policy | None = None,
        clock: Clock | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.server = Server(script, tls=tls)
        self.wires = Wires(self.server)
        self.clock = clock or Clock()
        self.fetcher = Fetcher(
            policy or Policy(),
            clock=self.clock,
            sleep=self.clock.sleep,
            resolver=names or Names(),
            network=self.wires,
        )
        self.fetch = self.fetcher.fetch


@pytest.fixture
def web() -> Iterator[Callable[..., Web]]:
    """Makes webs and takes them down."""
    with ExitStack() as stack:

        def make(script: Mapping[Any, Any], **options: Any) -> Web:
            made = Web(script, **options)
            stack.callback(made.server.close)
            return made

        yield make


def refused(answer: object, reason: str) -> FetchRefused:
    """The answer as a refusal for this reason, with a sentence for a person."""
    assert isinstance(answer, FetchRefused), answer
    assert answer.reason == reason, answer
    assert len(answer.message) > 20
    assert "Traceback" not in answer.message
    assert "object at 0x" not in answer.message
    return answer


def fetched(answer: object) -> Fetched:
    """The answer as a page."""
    assert isinstance(answer, Fetched), answer
    return answer


# ------------------------------------------------------------------------------------------------ where from
def local_names(host: str, port: int) -> Sequence[str]:
    """A DNS with names for this computer, for a printer, and one that spells addresses (as nip.io does)."""
    spelled = re.fullmatch(r"(\d+\.\d+\.\d+\.\d+)\.nip\.example", host)
    if spelled:
        return [spelled.group(1)]
    if host.endswith("localhost"):
        return ["127.0.0.1", "::1"]
    if host in ("intranet", "printer.local", "metadata.google.internal"):
        return ["169.254.169.254" if host.startswith("meta") else "10.0.0.9"]
    return [PUBLIC]


def test_the_table_is_large_and_reaches_nothing_directly(web: Callable[..., Web]) -> None:
    """None of more than 900 addresses is fetched: refused networks in 38 spellings, schemes, ports, users, names."""
    assert len(URLS) >= 900
    site = web({"/": page()}, names=local_names)
    answers = [site.fetch(url) for url in URLS]
    assert [url for url, answer in zip(URLS, answers, strict=True) if not isinstance(answer, FetchRefused)] == []
    assert site.wires.canary == []
    assert site.wires.connected == []


def test_the_table_is_not_reached_by_redirects(web: Callable[..., Web]) -> None:
    """A public page that redirects to each of them: the redirect is refused, or stays on the public site."""
    script: dict[Any, Any] = {f"/{number}": moved(url, "307 Temporary Redirect") for number, url in enumerate(URLS)}
    site = web(script, names=local_names, policy=Policy(interval=0))
    for number, url in enumerate(URLS):
        answer = site.fetch(f"http://news.example/{number}")
        assert isinstance(answer, FetchRefused), url
        assert answer.reason not in ("connect", "time", "cut-short"), (url, answer)
    assert site.wires.canary == []


def test_the_table_is_not_reached_by_a_name_that_changes_its_address(web: Callable[..., Web]) -> None:
    """A name that is public when asked first and inner when asked again: what was checked is what is connected to.

    Each page also redirects within its site, so that a second look-up within one fetch would show.
    """
    inner = [str(read_url(url).literal) for url in ssrf_table.addresses()][::2]
    table = {f"n{number}.example": [[PUBLIC], [address]] for number, address in enumerate(inner)}
    mixed = {f"m{number}.example": [[PUBLIC, address]] for number, address in enumerate(inner)}
    names = Names(table | mixed)
    site = web({"/": moved("/next"), "/next": page()}, names=names, policy=Policy(interval=0))
    for number in range(len(inner)):
        assert fetched(site.fetch(f"http://n{number}.example/")).url == f"http://n{number}.example/next"
        assert names.asked.count(f"n{number}.example") == 1
        refused(site.fetch(f"http://n{number}.example/"), "address")
        refused(site.fetch(f"http://m{number}.example/"), "address")
    assert site.wires.canary == []
    assert len(inner) >= 400


def test_without_the_check_the_canary_sings(web: Callable[..., Web]) -> None:
    """The test's own test: with the check lifted, the same table does reach inner addresses."""
    site = web({"/": page()}, names=local_names)
    site.fetcher._allow_private = True
    for url in URLS[:300]:
        site.fetch(url)
    assert len(site.wires.canary) > 100


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("93.184.215.14", True), ("192.0.1.1", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("::ffff:8.8.8.8", True), ("64:ff9b::808:808", True), ("172.32.0.1", True), ("100.128.0.1", True),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::127.0.0.1", False), ("fec0::1", False), ("224.0.0.1", False),
        ("192.0.0.8", False), ("192.88.99.1", False), ("168.63.129.16", False), ("fd00:ec2::254", False), ("100.100.100.200", False),
        ("4000::1", False), ("fe80::1%2", False), ("2001:0:5db8:d70e:8000:63bf:80ff:fffe", False),
    ],
)  # fmt: skip
def test_addresses(address: str, public: bool) -> None:
    """Public ones have nothing against them; those that `ipaddress` wrongly calls global have."""
    assert (why_not(address) is None) is public


def test_inner_addresses_are_named_in_the_reason() -> None:
    """The reason says which IPv4 address is carried, and what that one is."""
    assert why_not("64:ff9b::7f00:1") == "a NAT64 address that carries 127.0.0.1: this computer itself"
    assert "carries 127.0.0.1" in (why_not(ssrf_table.teredo(ip_address("127.0.0.1"))) or "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("HTTP://NEWS.example:80/a/../b c?q=ä#part", "http://news.example/b%20c?q=%C3%A4"),
        ("https://bücher.example./", "https://xn--bcher-kva.example/"),
        ("http://news.example\\@other.example/", "http://news.example/@other.example/"),
        ("http://news.exa\tmple/", "http://news.example/"),
        ("http://[2606:2800::1]:80/", "http://[2606:2800::1]/"),
        ("https://news.example:80/", "https://news.example:80/"),
    ],
)
def test_an_address_has_one_form(url: str, href: str) -> None:
    """Default ports, fragments, last dots, letters and spaces are settled by the parser that browsers use."""
    assert read_url(url).href == href
    assert read_url(read_url(url).href).href == href


def test_public_addresses_are_reached_by_number_too(web: Callable[..., Web]) -> None:
    """The check is no ban on numbers: odd spellings of a public address are connected to where they lead."""
    site = web({"/": page()}, policy=Policy(interval=0))
    for url in (f"http://{PUBLIC}/", f"http://{PUBLIC.translate(ssrf_table.CIRCLED)}/", f"http://[{PUBLIC6}]/"):
        assert fetched(site.fetch(url)).body == b"The bridge is closed."
    assert {address for address, _ in site.wires.connected} == {PUBLIC, PUBLIC6}


def test_hosts_of_ones_own_network_have_to_be_named(web: Callable[..., Web]) -> None:
    """A named inner host is fetched from where a person asks for it, never where another site redirects to it."""
    names = Names({"wiki.example": [["10.0.0.9"]], "news.example": [[PUBLIC]]})
    policy = Policy(private_hosts=frozenset({"wiki.example:8080"}), interval=0)
    site = web({"/": page(), "/in": moved("http://wiki.example:8080/")}, names=names, policy=policy)
    site.wires._public.add("10.0.0.9")
    assert fetched(site.fetch("http://wiki.example:8080/")).body
    refused(site.fetch("http://news.example/in"), "port")
    refused(site.fetch("http://wiki.example/"), "address")
    own = web(
        {"/in": moved("http://wiki.example/")}, names=names, policy=Policy(private_hosts=frozenset({"wiki.example"}))
    )
    refused(own.fetch("http://news.example/in"), "address")
    assert own.wires.canary == []


def test_secrets_in_an_address_are_not_repeated(web: Callable[..., Web]) -> None:
    """A password in an address, or in a redirect, stands in no message."""
    site = web({"/": moved("http://desk:pa55@other.example/")})
    for url in ("http://desk:pa55@news.example/", "http://news.example/"):
        assert "pa55" not in refused(site.fetch(url), "userinfo").message


def test_names(web: Callable[..., Web]) -> None:
    """A name without an address, and one whose look-up never ends, are told."""

    def names(host: str, port: int) -> Sequence[str]:
        if host == "slow.example":
            time.sleep(0.5)
        if host == "none.example":
            raise OSError("Name or service not known")
        return []

    site = web({}, names=names, policy=Policy(connect_seconds=0.05))
    assert refused(site.fetch("http://none.example/"), "name").passing
    refused(site.fetch("http://empty.example/"), "name")
    assert "slow.example" in refused(site.fetch("http://slow.example/"), "time").message


def test_a_dead_address_leaves_time_for_the_next(web: Callable[..., Web]) -> None:
    """Of several public addresses the next is tried where one does not answer."""
    site = web({"/": page()}, names=Names({"news.example": [["93.184.215.15", PUBLIC]]}))
    assert fetched(site.fetch("http://news.example/")).body
    assert site.wires.canary[0] == ("93.184.215.15", 80)


# ------------------------------------------------------------------------------------------------ redirects
def test_redirects_are_followed_and_told(web: Callable[..., Web]) -> None:
    """The address at the end, every station, and the address to keep where the first ones moved for good."""
    site = web(
        {
            "/a": moved("/b", "301 Moved Permanently"),
            "/b": moved("http://other.example/c", "308 Permanent Redirect"),
            "/c": moved("d?x=1#y"),
            "/d?x=1": page(),
        }
    )
    answer = fetched(site.fetch("http://news.example/a"))
    assert answer.url == "http://other.example/d?x=1"
    assert [hop.status for hop in answer.hops] == [301, 308, 302]
    assert answer.moved_to == "http://other.example/c"
    assert not answer.permanent
    assert fetched(site.fetch("http://other.example/c")).moved_to is None
    two = fetched(web({"/a": moved("/b", "301 Moved"), "/b": page()}).fetch("http://news.example/a"))
    assert two.permanent
    assert two.moved_to == two.url


def test_redirects_come_to_an_end(web: Callable[..., Web]) -> None:
    """Six redirects of a million, a circle, one without a target, one from https to http."""
    endless = lambda path: moved(f"/{int(path[1:]) + 1}")  # noqa: E731 (a line of a script)
    site = web({f"/{number}": endless for number in range(1, 50)} | {"/x": moved("/y"), "/y": moved("/x")}
               | {"/none": b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"})  # fmt: skip
    assert "more than 5" in refused(site.fetch("http://news.example/1"), "redirects").message
    assert len(site.server.paths) == 6
    assert "circle" in refused(site.fetch("http://news.example/x"), "redirects").message
    assert "where to" in refused(site.fetch("http://news.example/none"), "redirects").message


def test_a_page_that_refreshes_itself_elsewhere_is_just_a_page(web: Callable[..., Web]) -> None:
    """A meta refresh and a Refresh header are not followed."""
    body = b'<meta http-equiv="refresh" content="0; url=http://127.0.0.1/">'
    site = web({"/": page(body, Content_Type="text/html", Refresh="0; url=http://127.0.0.1/")})
    assert fetched(site.fetch("http://news.example/")).body == body
    assert site.server.paths == ["/"]


# ------------------------------------------------------------------------------------------------ limits
def drip(piece: bytes, every: float) -> Iterator[bytes]:
    """A server that never ends and never falls silent."""
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    while True:
        yield piece
        time.sleep(every)


def silence() -> Iterator[bytes]:
    """A server that begins and then says nothing more."""
    yield b"HTTP/1.1 200 OK\r\n"
    time.sleep(1)


def interim() -> Iterator[bytes]:
    """Interim answers without end."""
    while True:
        yield b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100


def flood() -> Iterator[bytes]:
    """Header lines without end."""
    yield b"HTTP/1.1 200 OK\r\n"
    while True:
        yield b"X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n" * 100


def test_a_slow_drip_comes_to_an_end(web: Callable[..., Web]) -> None:
    """One byte now and then keeps every single wait short, and still the whole has a time; so has silence."""
    site = web({"/drip": lambda _: drip(b".", 0.02), "/silent": lambda _: silence()})
    for path in ("/drip", "/silent"):
        fetcher = Fetcher(Policy(total_seconds=0.3), resolver=Names(), network=site.wires)
        begun = time.monotonic()
        answer = refused(fetcher.fetch(f"http://news.example{path}"), "time")
        assert "longer than 0.3" in answer.message
        assert time.monotonic() - begun < 5


def test_floods(web: Callable[..., Web]) -> None:
    """Header lines, interim answers and bodies without end are each cut off."""
    policy = Policy(raw_bytes=200_000)
    site = web(
        {"/h": lambda _: flood(), "/i": lambda _: interim(), "/b": lambda _: drip(b"x" * 50_000, 0)}, policy=policy
    )
    refused(site.fetch("http://news.example/h"), "protocol")
    refused(site.fetch("http://news.example/i"), "size")
    assert "larger than" in refused(site.fetch("http://news.example/b"), "size").message


def test_lengths_that_lie(web: Callable[..., Web]) -> None:
    """A page that is shorter than it says is no page; what follows a page that is longer is not read; huge ones are not begun."""
    site = web(
        {
            "/short": page(b"half", Content_Length="4000"),
            "/long": page(b"whole and more", Content_Length="5"),
            "/huge": page(b"x", Content_Length=str(10**15)),
            "/odd": page(b"x", Content_Length="-5"),
            "/chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n",
        },
        policy=Policy(interval=0),
    )
    refused(site.fetch("http://news.example/short"), "cut-short")
    assert fetched(site.fetch("http://news.example/long")).body == b"whole"
    refused(site.fetch("http://news.example/huge"), "size")
    refused(site.fetch("http://news.example/odd"), "protocol")
    refused(site.fetch("http://news.example/chunked"), "cut-short")


def test_packed_pages(web: Callable[..., Web]) -> None:
    """gzip (also in several members) is undone; a bomb, a damaged or cut one, a double one and an unknown packing are refused."""
    text = b"The bridge is closed since Monday. " * 400
    packed = gzip.compress(text, mtime=0)
    bomb = gzip.compress(bytes(30_000_000), mtime=0)
    site = web(
        {
            "/a": page(packed, Content_Encoding="gzip"),
            "/two": page(packed + packed + b"\0\0", Content_Encoding="x-gzip"),
            "/bomb": page(bomb, Content_Encoding="gzip"),
            "/cut": page(packed[:-9], Content_Encoding="gzip"),
            "/damaged": page(b"plain after all", Content_Encoding="gzip"),
            "/double": page(gzip.compress(packed), Content_Encoding="gzip, gzip"),
            "/other": page(packed, Content_Encoding="compress"),
            "/empty": page(b"", Content_Encoding="gzip"),
            "/members": page(gzip.compress(b"") * 2_000, Content_Encoding="gzip"),
        },
        policy=Policy(interval=0),
    )
    assert fetched(site.fetch("http://news.example/a")).body == text
    assert fetched(site.fetch("http://news.example/two")).body == text + text
    assert fetched(site.fetch("http://news.example/empty")).body == b""
    assert "100 times" in refused(site.fetch("http://news.example/bomb"), "size").message
    refused(site.fetch("http://news.example/cut"), "cut-short")
    refused(site.fetch("http://news.example/members"), "size")
    for name in ("damaged", "double", "other"):
        refused(site.fetch(f"http://news.example/{name}"), "encoding")
    assert site.server.requests[0][2]["accept-encoding"] == accepted()


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
@pytest.mark.parametrize("step", [1, 7, 5_000])
def test_unpacking_piece_by_piece(coding: str, step: int) -> None:
    """However the pieces fall, the body is the same; and a bomb is cut off with little memory used."""
    if coding not in accepted():
        pytest.skip(f"nothing here undoes {coding}")
    pack = packer(coding)
    text = b"".join(b"Line %d of the report on the bridge.\n" % number for number in range(8_000))
    body = Body(coding, raw=10**6, decoded=10**6, ratio=100, ratio_from=10**6)
    data = pack(text)
    data = data if step > 1 else pack(text[:20_000])
    for start in range(0, len(data), step):
        body.feed(data[start : start + step])
    assert body.end() == (text if step > 1 else text[:20_000])
    bomb = Body(coding, raw=10**7, decoded=2 * 10**6, ratio=10**9, ratio_from=0)
    with pytest.raises(Exception, match="larger than"):
        bomb.feed(pack(bytes(20_000_000)))
    assert bomb.size < 2_200_000


def packer(coding: str) -> Callable[[bytes], bytes]:
    """What packs for tests."""
    if coding == "br":
        import brotli

        return lambda data: bytes(brotli.compress(data, quality=1))
    if coding == "zstd":
        from whosays.unpacking import _module

        return lambda data: bytes(_module("zstd").compress(data))
    return lambda data: gzip.compress(data, mtime=0)


def test_answers_that_are_no_http(web: Callable[..., Web]) -> None:
    """Noise, another protocol, silence and a closed door are told as such, never raised."""
    site = web(
        {"/ssh": b"SSH-2.0-OpenSSH_9.6\r\n", "/noise": bytes(range(256)) * 40, "/nothing": b"", "/line": b"HTTP/1.1 two\r\n\r\n",
         "/deflate": page(zlib.compress(b"x"), Content_Encoding="deflate")},
        policy=Policy(interval=0),
    )  # fmt: skip
    for path in ("ssh", "noise", "nothing", "line"):
        refused(site.fetch(f"http://news.example/{path}"), "protocol")
    refused(site.fetch("http://news.example/deflate"), "encoding")
    site.server.close()


@settings_of(max_examples=30, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=100).map(lambda body: page(body)),
                 st.text(max_size=60).map(lambda target: moved(target.replace("\n", "")))), st.text(max_size=40))  # fmt: skip
def test_whatever_is_asked_or_answered_is_an_outcome(answer: bytes, url: str) -> None:
    """No address and no answer raises; each refusal has words."""
    site = Web({"/": answer, ("odd.example", "/robots.txt"): answer}, policy=Policy(interval=0))
    for asked in (url, f"http://{url}/", "http://news.example/", "http://odd.example/"):
        outcome = site.fetch(asked)
        assert not isinstance(outcome, FetchRefused) or outcome.message
    assert site.wires.canary == [] or all(why_not(address) is None for address, _ in site.wires.canary)
    site.server.close()


# ------------------------------------------------------------------------------------------------ what comes back
def test_a_page_and_what_is_said_of_it(web: Callable[..., Web]) -> None:
    """Bytes untouched, kind and charset apart, validators and date as sent; the result cannot be changed."""
    body = "Die Brücke".encode("cp1252")
    site = web({"/": page(body, Content_Type='Text/HTML; Charset="Windows-1252"', ETag='"v1"', Last_Modified="Mon, 11 Sep 2023 07:00:00 GMT",
                          Date="Tue, 12 Sep 2023 07:00:00 GMT")})  # fmt: skip
    answer = fetched(site.fetch("http://news.example/"))
    assert (answer.body, answer.status, answer.asked) == (body, 200, "http://news.example/")
    assert (answer.content_type, answer.charset) == ("text/html", "windows-1252")
    assert (answer.etag, answer.last_modified) == ('"v1"', "Mon, 11 Sep 2023 07:00:00 GMT")
    assert answer.date == "Tue, 12 Sep 2023 07:00:00 GMT"
    with pytest.raises(FrozenInstanceError):
        answer.body = b""  # type: ignore[misc]


def test_asking_whether_it_changed(web: Callable[..., Web]) -> None:
    """Validators are sent back; 304 is no page; a validator that would break the request is left out."""
    site = web({"/": b'HTTP/1.1 304 Not Modified\r\nETag: "v2"\r\n\r\n'}, policy=Policy(interval=0))
    answer = site.fetch("http://news.example/", etag='"v1"', last_modified="Mon, 11 Sep 2023 07:00:00 GMT")
    assert isinstance(answer, NotModified)
    assert answer.etag == '"v2"'
    sent = site.server.requests[-1][2]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"v1"', "Mon, 11 Sep 2023 07:00:00 GMT")
    site.fetch("http://news.example/", etag='"v"\r\nCookie: a=b')
    assert "if-none-match" not in site.server.requests[-1][2]
    assert "cookie" not in site.server.requests[-1][2]
    refused(site.fetch("http://news.example/"), "status")


@pytest.mark.parametrize(
    ("status", "reason", "passing"),
    [("404 Not Found", "missing", False), ("410 Gone", "gone", False), ("403 Forbidden", "forbidden", False), ("451 Unavailable", "forbidden", False),
     ("500 Oops", "server", True), ("502 Bad Gateway", "server", True), ("503 Busy", "busy", True), ("429 Slow Down", "busy", True),
     ("204 No Content", "status", False), ("206 Partial", "status", False), ("418 Teapot", "status", False), ("300 Choices", "status", False)],
)  # fmt: skip
def test_each_status_has_its_outcome(web: Callable[..., Web], status: str, reason: str, passing: bool) -> None:
    """Gone, missing, forbidden, in trouble, busy: each is told apart, with whether it may pass."""
    answer = refused(web({"/": page(b"x", status)}).fetch("http://news.example/"), reason)
    assert answer.status == int(status[:3])
    assert answer.passing is passing


def test_the_program_says_who_it_is_and_nothing_else(web: Callable[..., Web], monkeypatch: pytest.MonkeyPatch) -> None:
    """Name and version; no cookie comes back, no referrer, no proxy or password of the environment is used."""
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    site = web({"/": moved("/b") .replace(b"Location", b"Set-Cookie: id=1\r\nLocation"), "/b": page()})  # fmt: skip
    fetched(site.fetch("http://news.example/"))
    for _, _, headers in site.server.requests:
        assert re.match(r"whosays/\d", headers["user-agent"])
        assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert {address for address, _ in site.wires.connected} == {PUBLIC}


# ------------------------------------------------------------------------------------------------ robots and pace
def test_robots_txt_is_obeyed_and_kept_for_a_day(web: Callable[..., Web]) -> None:
    """A page that is closed to programs is not asked for; the rules are asked for once a day, for each site."""
    rules = b"User-agent: *\nDisallow: /closed\nAllow: /\n\nUser-agent: whosays\nDisallow: /ours\n"
    site = web({"/robots.txt": page(rules), "/ours": page(), "/open": page(), "/go": moved("/ours/x")})
    assert "robots.txt" in refused(site.fetch("http://news.example/ours"), "robots").message
    refused(site.fetch("http://news.example/go"), "robots")
    fetched(site.fetch("http://news.example/open"))
    assert site.server.paths == ["/go", "/open"]
    assert [path for _, path, _ in site.server.requests].count("/robots.txt") == 1
    site.clock.now += 86_401
    fetched(site.fetch("http://news.example/open"))
    assert [path for _, path, _ in site.server.requests].count("/robots.txt") == 2


@pytest.mark.parametrize(
    ("robots", "open_"),
    [
        (page(b"x", "404 Not Found"), True), (page(b"x", "403 Forbidden"), True), (page(b"x", "503 Busy"), False),
        (page(b"x", "429 Slow Down"), False), (moved("http://10.0.0.1/robots.txt"), True), (moved("/robots.txt"), True),
        (page(b"\xff\xfe\x00<html>"), True), (page(b"User-agent: *\nDisallow: /\n" + b"#" * 700_000), False), (page(b""), True),
        (page(b"x", Content_Encoding="br"), True), (b"", False), (page(b"User-agent: *\nDisallow: /\n", Content_Length="999"), False),
    ],
)  # fmt: skip
def test_robots_txt_that_cannot_be_had(web: Callable[..., Web], robots: bytes, open_: bool) -> None:
    """As RFC 9309 has it: none means allowed, a server in trouble means not now; a redirect inwards is not followed."""
    site = web({"/robots.txt": robots, "/": page()})
    answer = site.fetch("http://news.example/")
    assert isinstance(answer, Fetched) is open_, answer
    assert site.wires.canary == []


def test_a_robots_txt_of_many_names_over_many_rules(web: Callable[..., Web]) -> None:
    """Half a megabyte that names ten thousand programs over ten thousand rules is read at once, and means what it says."""
    names = "".join(f"\xa0User  Agent\u3000: robot{number}\n" for number in range(10_000)) + "useragent whosays\n"
    rules = "".join(f"Disallow: /{number}\n" for number in range(10_000))
    site = web({"/robots.txt": page((names + rules).encode()), "/x": page(), "/77": page()}, policy=Policy(interval=0))
    refused(site.fetch("http://news.example/77"), "robots")
    fetched(site.fetch("http://news.example/x"))


def test_one_site_is_not_hurried(web: Callable[..., Web]) -> None:
    """A second between two pages of one site, longer where its robots.txt asks for it, none between sites."""
    site = web({"/": page(), ("slow.example", "/robots.txt"): page(b"User-agent: *\nCrawl-delay: 7\n")})
    for host in ("news.example", "news.example", "other.example", "slow.example", "slow.example"):
        fetched(site.fetch(f"http://{host}/"))
    assert site.clock.slept == [1.0, 7.0]


def test_a_busy_site_is_left_alone_as_long_as_it_asks(web: Callable[..., Web]) -> None:
    """Retry-After in seconds or as a date; until then nothing is sent, and the wait is told."""
    answers = {
        "/s": page(b"", "429 Slow Down", Retry_After="3600"),
        "/d": page(b"", "503 Busy", Retry_After="Tue, 12 Sep 2023 08:00:00 GMT", Date="Tue, 12 Sep 2023 07:00:00 GMT"),
        "/x": page(b"", "503 Busy", Retry_After="when the river is frozen"),
        "/huge": page(b"", "503 Busy", Retry_After="9" * 30),
        "/": page(),
    }
    for path, wait in (("/s", 3600), ("/d", 3600), ("/x", 60), ("/huge", 86_400)):
        site = web(answers)
        assert refused(site.fetch(f"http://news.example{path}"), "busy").retry_after == wait
        seen = len(site.server.requests)
        if wait > 60:
            later = refused(site.fetch("http://news.example/"), "busy")
            assert later.retry_after == wait
            assert "try again in" in later.message
            assert len(site.server.requests) == seen
        site.clock.now += wait
        fetched(site.fetch("http://news.example/"))
        assert site.clock.slept == []


def test_a_site_left_alone_is_not_asked_for_its_rules_either(web: Callable[..., Web]) -> None:
    """While a site wants to be left alone, an expired robots.txt is not renewed."""
    site = web({"/": page(b"", "429 Slow Down", Retry_After="3600")}, policy=Policy(robots_kept=10))
    refused(site.fetch("http://news.example/"), "busy")
    site.clock.now += 20
    refused(site.fetch("http://news.example/"), "busy")
    assert [path for _, path, _ in site.server.requests] == ["/robots.txt", "/"]


def test_pace_forgets_and_speaks() -> None:
    """Hosts whose time has come are forgotten when there are many; waits are told roughly."""
    clock = Clock()
    pace = Pace(interval=1, patience=5, clock=clock, sleep=clock.sleep)
    for number in range(10_002):
        clock.now += 2
        pace.take_turn(f"h{number}")
    assert len(pace._next) < 100
    assert [in_words(seconds) for seconds in (0.2, 59, 60, 3_700, 86_400)] == [
        "in 1 seconds", "in 59 seconds", "in 1 minute", "in 2 hours", "in 24 hours",
    ]  # fmt: skip


# ------------------------------------------------------------------------------------------------ TLS
@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example that it signed itself, with its key."""
    x509 = pytest.importorskip("cryptography.x509", reason="makes the certificate of this test")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_tls_keeps_the_name(web: Callable[..., Web], certificate: Path) -> None:
    """The connection goes to the checked address, the certificate is checked for the name; http after https is refused."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    script = {"/": page(), "/down": moved("http://news.example/")}
    site = web(script, tls=context, policy=Policy(ca_file=str(certificate), interval=0))
    assert fetched(site.fetch("https://news.example/")).body == b"The bridge is closed."
    assert site.wires.connected[-1] == (PUBLIC, 443)
    assert site.server.requests[-1][0] == "news.example"
    refused(site.fetch("https://news.example/down"), "downgrade")
    assert "certificate" in refused(site.fetch("https://other.example/"), "tls").message
    strangers = web(script, tls=context)
    assert "certificate" in refused(strangers.fetch("https://news.example/"), "tls").message


# ------------------------------------------------------------------------------------------------ the command line
def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_an_address_without_the_switch_is_refused_by_name() -> None:
    """The refusal names the flag, the variable and the setting; any scheme counts as an address."""
    for url in ("https://news.example/story", "ftp://news.example/story", "http:\\\\news.example\\"):
        result = run("brief", url)
        assert result.exit_code == 3
        assert "--fetch" in result.stderr
        assert "WHOSAYS_FETCH=1" in result.stderr
        assert "whosays.toml" in result.stderr


def test_the_flag_comes_before_the_environment_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each can switch it on; --no-fetch switches it off again; a word that is no switch is a usage error."""
    monkeypatch.chdir(tmp_path)
    off = "fetching is off"
    assert off in run("brief", "http://127.0.0.1/").stderr
    assert "this computer itself" in run("brief", "--fetch", "http://127.0.0.1/").stderr
    (tmp_path / "whosays.toml").write_text("fetch = true\n", encoding="utf-8")
    assert "this computer itself" in run("brief", "http://127.0.0.1/").stderr
    monkeypatch.setenv("WHOSAYS_FETCH", "0")
    assert off in run("brief", "http://127.0.0.1/").stderr
    monkeypatch.setenv("WHOSAYS_FETCH", "1")
    assert off in run("brief", "--no-fetch", "http://127.0.0.1/").stderr
    monkeypatch.setenv("WHOSAYS_FETCH", "perhaps")
    assert run("brief", "http://127.0.0.1/").exit_code == 2


def test_settings_say_what_is_wrong_with_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Not TOML, not a switch, not a list, a file that is named and not there."""
    place = tmp_path / "own.toml"
    monkeypatch.setenv("WHOSAYS_CONFIG", str(place))
    for content, words in (
        ("fetch = ", "not TOML"),
        ('fetch = "yes"', "true or false"),
        (b"\xff", "not TOML"),
        (None, "no such file"),
    ):
        if content is not None:
            place.write_bytes(content if isinstance(content, bytes) else content.encode())
        else:
            place.unlink()
        with pytest.raises(settings.BadSetting, match=words):
            settings.switch("fetch")
    place.write_text('fetch_private = ["wiki.example", "127.0.0.1:8080"]\nfetch = 1\n', encoding="utf-8")
    assert settings.listed("fetch_private") == ("wiki.example", "127.0.0.1:8080")
    monkeypatch.setenv("WHOSAYS_FETCH_PRIVATE", "a.example, b.example,")
    assert settings.listed("fetch_private") == ("a.example", "b.example")
    with pytest.raises(settings.BadSetting, match="switch"):
        settings.switch("fetch")
    monkeypatch.delenv("WHOSAYS_FETCH_PRIVATE")
    place.write_text("fetch_private = true\n", encoding="utf-8")
    with pytest.raises(settings.BadSetting, match="list"):
        settings.listed("fetch_private")


REPORT = """Outlet: Calder Post
Published: 2023-09-12

The harbour bridge was closed on Monday, the port authority said. "The steel is cracked," said its director, Ada Holm.
"""


PAGE = """<html lang="en"><head><title>Harbour bridge closed</title><meta property="og:site_name" content="Orrin Wire">
<meta property="article:published_time" content="2023-09-12T08:00:00+02:00"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Harbour bridge closed</h1><p>The harbour bridge was closed on Monday, the port authority of Calder said in the evening.</p>
<p>"The steel is cracked in three places," said its director, Ada Holm. Lorries will have to take the northern road for months.</p>
<p>The city council will meet on Thursday to decide how the repair is paid for, according to the mayor's office.</p>
</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Calder Post</title><link>http://calder.example/</link><item>
<title>Ferry runs again</title><link>http://calder.example/ferry</link><pubDate>Tue, 12 Sep 2023 06:00:00 GMT</pubDate>
<description>The ferry to the island runs again, the harbour master said on Tuesday. It had been in the dock for two weeks.</description>
</item></channel></rss>"""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server on loopback that the settings name."""
    server = Server(
        {
            "/a.txt": page(REPORT.encode()),
            "/old.txt": moved("/a.txt", "301 Moved"),
            "/page": page(PAGE.encode("cp1252"), Content_Type="text/html; charset=cp1252"),
            "/feed": page(FEED.encode(), Content_Type="application/rss+xml"),
            "/c.png": page(b"\x89PNG", Content_Type="image/png"),
        }
    )
    monkeypatch.setenv("WHOSAYS_FETCH_PRIVATE", f"127.0.0.1:{server.port}")
    monkeypatch.setattr(Pace, "take_turn", lambda *_, **__: 0.0)
    yield f"http://127.0.0.1:{server.port}"
    server.close()


def test_what_is_fetched_is_read_by_its_kind(site: str) -> None:
    """Texts, pages and feeds become reports with their addresses; a picture and a missing page are refused, the rest is read."""
    names = ("a.txt", "old.txt", "page", "feed", "c.png", "none.txt")
    with main.make_context("brief", ["brief"]) as context:
        context.meta["whosays.fetch"] = True
        addresses = [f"{site}/{name}" for name in names]
        read = Inputs(tuple(addresses)).read()
    assert [(report.outlet, report.url, (report.published.value or "")[:10]) for report in read.reports] == [
        ("Calder Post", f"{site}/a.txt", "2023-09-12"),
        ("Orrin Wire", f"{site}/page", "2023-09-12"),
        ("Calder Post", "http://calder.example/ferry", "2023-09-12"),
    ]
    told = [(notice.kind, notice.message) for notice in read.notices]
    assert any(kind == "duplicate" for kind, _ in told)
    assert any("moved for good" in message for _, message in told)
    assert any(kind == "refused" and "image/png" in message for kind, message in told)
    assert any(kind == "refused" and "404" in message for kind, message in told)


# spaCy's own command line brings urllib3, which binds a socket on loopback once, to see whether there is IPv6: that one is left out.
AUDITED = """
import sys
seen = []
def hear(event, arguments):
    if event.partition(".")[0] not in ("socket", "urllib", "ftplib", "smtplib"):
        return
    frame = sys._getframe()
    while frame and frame.f_code.co_name != "_has_ipv6":
        frame = frame.f_back
    if frame is None:
        seen.append(event)
sys.addaudithook(hear)
from whosays.cli import main
try:
    main(["brief", sys.argv[1], "https://news.example/story"])
except SystemExit as end:
    print("exit", end.code)
print("events", sorted(set(seen)))
print("loaded", sorted(name for name in sys.modules if name.startswith(("whosays.fetch.", "ada_url", "protego"))))
"""


def test_a_brief_without_the_switch_opens_no_socket(tmp_path: Path) -> None:
    """A whole brief, an address among its inputs: Python's own audit sees no socket, and the fetching room stays shut."""
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", AUDITED, str(tmp_path / "a.txt")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "harbour bridge" in done.stdout
    assert done.stdout.splitlines()[-3:] == ["exit 4", "events []", "loaded ['whosays.fetch.outcomes']"], done.stderr
