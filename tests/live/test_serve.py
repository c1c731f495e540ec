# SPDX-License-Identifier: MIT
"""`briefgen serve` as a browser asks it, and as nobody should."""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.parse

sys.path.insert(0, os.path.dirname(__file__))
from live import Live  # noqa: E402

PAGE = "# 甲镇修桥\n\n　　甲镇{}修桥3座，投资1200万元。\n\n　　桥长40米。\n"


class Asker:
    def __init__(self, line):
        self.url = line.strip()
        found = re.fullmatch(r"http://(127\.0\.0\.1):(\d+)/([0-9a-f]{32})/", self.url)
        assert found, line
        self.host, self.port, self.token = found[1], int(found[2]), found[3]

    def ask(self, path, method="GET", headers=None, whole=False, body=None):
        """Status, headers and body of a request; path is behind the token, or whole."""
        c = http.client.HTTPConnection(self.host, self.port, timeout=30)
        c.request(method, path if whole else f"/{self.token}/{path}", body=body, headers=headers or {})
        answer = c.getresponse()
        result = answer.status, dict(answer.getheaders()), answer.read()
        c.close()
        return result

    def status(self, path, **more):
        return self.ask(path, **more)[0]

    def json(self, path, **arguments):
        status, headers, body = self.ask(path + ("?" + urllib.parse.urlencode(arguments) if arguments else ""))
        assert status == 200 and headers["Content-Type"] == "application/json", (path, status, body)
        return json.loads(body)

    def events(self, sheet):
        """Lines of the stream, without end."""
        s = socket.create_connection((self.host, self.port), timeout=30)
        name = urllib.parse.quote(sheet, safe="")
        s.sendall(f"GET /{self.token}/events?sheet={name} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n".encode())
        return s, s.makefile("r", encoding="utf-8", newline="\n")


def serving(env, pages=None, **more):
    return Live(env, "serve", pages or {"a.txt": PAGE.format("今年")}, **more)


def version(lines):
    for line in lines:
        found = re.match(r"data: (\d+)", line)
        if found:
            return int(found[1])
    raise AssertionError("the stream has ended")


def test_only_who_knows_the_token_is_answered(env):
    with serving(env) as live:
        a = Asker(live.line())
        live.line()
        assert a.status("") == 200
        for path in ("/", "/pdf", "/" + "0" * 32 + "/", "/" + a.token, "/" + a.token[:-1] + "g/", f"/{a.token.upper()}/x"):
            assert a.status(path, whole=True) == 404, path


def test_only_its_own_names_are_answered(env):
    with serving(env) as live:
        a = Asker(live.line())
        live.line()
        for host in (f"127.0.0.1:{a.port}", f"localhost:{a.port}"):
            assert a.status("", headers={"Host": host}) == 200, host
        for host in ("evil.example", f"evil.example:{a.port}", "127.0.0.1", f"127.0.0.1.evil.example:{a.port}",
                     f"127.0.0.2:{a.port}", "", f"localhost.evil:{a.port}", f"127.0.0.1:{a.port}0"):
            assert a.status("", headers={"Host": host}) in (400, 403), host


def asked_as(env, address, host):
    """The status that each Host gets from a server that listens at this address."""
    with serving(env, options=("--address", address)) as live:
        found = re.fullmatch(r"http://(.+):(\d+)(/[0-9a-f]{32}/)\n", live.line())
        live.line()
        statuses = {}
        for name in host:
            c = http.client.HTTPConnection(address.replace("0.0.0.0", "127.0.0.1"), int(found[2]), timeout=30)
            c.request("GET", found[3], headers={"Host": f"{name}:{found[2]}"})
            statuses[name] = c.getresponse().status
            c.close()
        return statuses


def test_a_server_for_all_takes_addresses_and_no_names(env):
    """A name may be made to lead here (DNS rebinding), an address cannot be."""
    taken = ["127.0.0.1", "192.0.2.7", "[2001:db8::7]", "localhost", "0.0.0.0"]
    refused = ["evil.example", "127.0.0.1.evil.example", "192.0.2", "192.0.2.7.", "[evil]", "2001:db8::7", "localhost.", "LOCALHOST.evil"]
    assert asked_as(env, "0.0.0.0", taken + refused) == {**dict.fromkeys(taken, 200), **dict.fromkeys(refused, 403)}


def test_an_address_of_ipv6_has_its_brackets(env):
    env.skip_if(not has_ipv6(), "this kernel has no IPv6")
    refused = ["a::1b", "::1", "[::2]", "(::1)"]
    assert asked_as(env, "::1", ["[::1]", "localhost", *refused]) == {"[::1]": 200, "localhost": 200, **dict.fromkeys(refused, 403)}
    for address in ("0:0:0:0:0:0:0:1", "0000::0001"):
        assert asked_as(env, address, ["[::1]", f"[{address}]"]) == {"[::1]": 200, f"[{address}]": 403}


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as s:
            s.bind(("::1", 0))
        return True
    except OSError:
        return False


def test_a_sheet_of_any_name_is_told(env):
    live = serving(env)
    os.rename(live.sheet, live.path('a\t"b\\.xml'))
    live.sheet = live.path('a\t"b\\.xml')
    with live:
        a = Asker(live.line())
        live.line()
        assert a.json("sheets")[0] == live.sheet
        assert a.status("pdf?sheet=" + urllib.parse.quote(live.sheet)) == 200


def test_nothing_but_get_is_answered(env):
    with serving(env) as live:
        a = Asker(live.line())
        live.line()
        assert a.status("", method="HEAD") == 200
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
            assert a.status("", method=method, body="x" if method == "POST" else None) == 405, method


def test_no_file_but_its_own_can_be_had(env):
    with serving(env) as live:
        a = Asker(live.line())
        live.line()
        for path in ("../briefgen", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "page.css/../../x", "/etc/passwd",
                     "source?file=/etc/passwd", "source?file=../../../../etc/passwd", "pdf?sheet=/etc/passwd",
                     "pdf?sheet=../x", "source", "place", "nothing"):
            assert a.status(path) == 404, path
        status, headers, body = a.ask("source?file=" + urllib.parse.quote(live.path("pages/a.txt")))
        assert status == 200 and body.decode() == PAGE.format("今年")
        assert headers["X-Content-Type-Options"] == "nosniff" and "default-src 'none'" in headers["Content-Security-Policy"]


def test_it_listens_on_this_machine_only(env):
    with serving(env) as live:
        a = Asker(live.line())
        live.line()
        for family, address in ((socket.AF_INET, socket.gethostbyname(socket.gethostname())), (socket.AF_INET6, "::1")):
            if address.startswith("127."):
                continue
            try:
                with socket.socket(family) as s:
                    s.settimeout(5)
                    s.connect((address, a.port))
                raise AssertionError(f"{address} is answered")
            except OSError:
                pass


def test_what_it_tells_of_a_build(env):
    with serving(env) as live:
        a = Asker(live.line())
        live.line()
        state = a.json("state")
        assert state["pages"] == 1 and state["figures"] == 3 and not state["failed"] and len(state["state"]) == 64, state
        assert a.ask("pdf")[2].startswith(b"%PDF-")
        figures = a.json("figures")
        assert [(f["value"], f["unit"], f["page"]) for f in figures][:2] == [("3", "座", 1), ("1200", "万元", 1)], figures
        place = a.json("place", file=live.path("pages/a.txt"), line=5)
        assert place["page"] == 1 and place["line"] == 5 and place["headline"] == "甲镇修桥", place
        there = a.json("where", page=1, x=round(place["x"]) + 5, y=round(place["y"]) + 4)
        assert there["line"] == 5 and there["file"] == live.path("pages/a.txt"), there
        assert a.json("where", page=1, x=2, y=2) == {} and a.json("where", page=9, x=200, y=200) == {}
        assert a.json("sheets")[0] == live.sheet and "weekly" in a.json("sheets")


def picture(pdf, page):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as f:
        f.write(pdf)
        f.flush()
        return subprocess.run(["pdftoppm", "-r", "50", "-f", str(page), "-l", str(page), f.name], check=True,
                              stdout=subprocess.PIPE).stdout


def test_what_is_looked_at_comes_as_a_file_of_its_own(env):
    with Live(env, "serve") as live:
        a = Asker(live.line())
        live.line()
        state = a.json("state")
        assert (state["first"], state["count"]) == (0, 1), state
        part, whole = a.ask("part?version=1")[2], a.ask("pdf")[2]
        assert len(part) < len(whole) / 2 and picture(part, 1) == picture(whole, 1) != picture(whole, 2)
        assert a.status("look?page=3&count=2") == 204 and a.status("look?page=x&count=0") == 204
        name = next(n for n in sorted(os.listdir(live.pages)) if n.endswith(".txt"))
        live.save("pages/" + name, re.sub("([\u4e00-\u9fff])。", "\\1的。", live.read("pages/" + name), count=1))
        live.line()
        state = a.json("state")
        assert (state["first"], state["count"]) == (2, 2), state
        assert a.status("part?version=1") == 204, "the part of a version that is not shown any more"
        part, whole = a.ask("part?version=2")[2], a.ask("pdf")[2]
        assert [picture(part, n) for n in (1, 2)] == [picture(whole, n) for n in (3, 4)]
        a.status("look?page=900&count=1")
        live.save("own.xml", live.read("own.xml") + "\n")
        live.line()
        assert a.json("state")["count"] == 0 and a.status("part?version=3") == 204
        live.save("own.xml", live.read("own.xml").replace("<style name=\"headline\"", "<stile name=\"headline\""))
        live.line()
        assert a.status("part?version=4") == 204, "a build that failed has no new picture"


def test_a_stream_tells_of_every_build(env):
    with serving(env) as live:
        a = Asker(live.line())
        live.line()
        socket_, lines = a.events(live.sheet)
        first = version(lines)
        live.save("pages/a.txt", PAGE.format("明年"))
        assert version(lines) == first + 1
        assert a.json("state")["changed"] == "a.txt"
        sheet = live.read("own.xml")
        live.save("own.xml", sheet.replace("font-size", "font-siz", 1))
        assert version(lines) == first + 2
        state = a.json("state")
        assert state["failed"] and state["pages"] == 1, state
        fault = state["messages"][0]
        assert fault["severity"] == "error" and fault["name"] == "own.xml" and fault["line"] > 1 and "font-siz" in fault["text"]
        assert a.ask("pdf")[2].startswith(b"%PDF-")
        live.save("own.xml", sheet)
        assert version(lines) == first + 3 and not a.json("state")["failed"]
        socket_.close()


def test_another_sheet_is_built_when_it_is_asked_for(env):
    with serving(env) as live:
        a = Asker(live.line())
        live.line()
        assert a.status("pdf?sheet=jianbao") == 404
        socket_, lines = a.events("jianbao")
        version(lines)
        other = a.ask("pdf?sheet=jianbao")[2]
        assert other.startswith(b"%PDF-") and other != a.ask("pdf")[2]
        live.save("pages/a.txt", PAGE.format("明年"))
        version(lines)
        assert a.ask("pdf?sheet=jianbao")[2] != other
        socket_.close()


def test_a_port_that_is_taken_is_said(env):
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        port = s.getsockname()[1]
        done = env.run("serve", os.path.join(env.root, "input"), "--port", str(port))
    assert done.returncode == 2 and f"cannot listen on 127.0.0.1 port {port}: " in done.stderr, done.stderr


def test_an_address_that_is_none_is_said(env):
    done = env.run("serve", os.path.join(env.root, "input"), "--address", "here")
    assert done.returncode == 2 and "--address takes an address of this machine such as 127.0.0.1, not here" in done.stderr


def test_it_ends_cleanly_with_streams_open(env):
    with serving(env) as live:
        a = Asker(live.line())
        live.line()
        socket_, lines = a.events(live.sheet)
        version(lines)
        assert live.stop(signal.SIGINT) == 0, live.said()
        socket_.close()
