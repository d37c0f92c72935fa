"""Makes surt.json: what the Python package `surt` 0.3.1 makes of many URLs.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install surt==0.3.1
    /tmp/venv/bin/python surt-urls.py > surt.json

`socket.gethostbyname_ex` is replaced by `inet_aton`: the package asks the resolver for numeric hosts, and the
answer to a malformed one must not depend on the network.
"""
import itertools
import json
import socket


def numeric_only(host):
    try:
        return (host, [], [socket.inet_ntoa(socket.inet_aton(host.decode()))])
    except OSError:
        raise socket.gaierror(host)


socket.gethostbyname_ex = numeric_only

import surt  # noqa: E402

hosts = """example.com www.example.com WWW.EXAMPLE.COM www2.example.com www12.example.co.uk www.com wwww.example.com
ww2.example.com www.www.example.com example.com. .example.com example..com exa%6Dple.com ex%2561mple.com
bücher.example BÜCHER.example straße.de xn--bcher-kva.example 例え.テスト παράδειγμα.δοκιμή пример.испытание
www.пример.рф 127.0.0.1 192.168.000.001 010.0.0.1 10.0.258 3232235777 0x7f.1 017700000001 1.2.3.4.5 256.1.1.1 08.1.1.1
10.08 [2001:db8::1] [::1] user@example.com user:pass@www.example.com localhost a_b.example.com example.com: -x.example
exa<mple.com ex%20ample.com zero%00.com""".split()
ports = ["", ":80", ":443", ":8080", ":0", ":00080"]
paths = """ / /Path/ /Path /a//b///c /a/./b /a/../b /../a /a/b/../../../c /%7Euser /%7euser/ /a%2Fb /a%252Fb /ümlaut /%C3%BCmlaut
/%FF /a%20b /a+b /"quoted" /<tag> /{brace}|pipe /back\\slash /a;b=c /caf%e9 /a%23b /100%25 /100% /%zz /index.html
/(a(0123456789abcdefghijklmn))/page.aspx /(0123456789abcdefghijklmn)/Page.ASPX /x/(S(4hqa0555fwsecu455xqckv45))/mileg.aspx
/x/(S(4hqa0555fwsecu455xqckv45)F(4hqa0555fwsecu455xqckv45))/mileg.aspx /(tooshort)/page.aspx /. /.. /a/. /a/.. //x //""".split(" ")
paths = [path.strip("\n") for chunk in paths for path in chunk.split("\n")]
queries = """ ? ?a=1 ?b=2&a=1 ?B=2&A=1 ?a&a= ?a=&a ?a=2&a=1 ?&&a ?a=b=c&a=a ?=x&y ?q=ü ?q=%C3%BC ?q=%2525 ?q=a+b ?q=a%20b ?x#frag
?jsessionid=0123456789abcdef0123456789abcdef ?a=1&PHPSESSID=0123456789abcdef0123456789abcdef&z=2
?sid=0123456789abcdef0123456789abcdef&a=1 ?ASPSESSIONIDABCDEFGH=abcdefghijklmnopqrstuvwx&b=1 ?cfid=123&cftoken=456&a=b
?a=1&cfid=1&CFTOKEN=2 ?jsessionid=short ?q="<>` ?a=1&amp;b=2 ?utm_source=x&id=7 ?aa=1&a=2&ab=3 ?a.=1&a=1&a-=1
?x=jsessionid=0123456789abcdef0123456789abcdef ?%26=1&a ?%3D=1""".split()
queries.insert(0, "")

urls = [f"http://{host}/Some/Path?b=1&a=2" for host in hosts]
urls += [f"{scheme}://www.example.com{port}/x" for scheme, port in itertools.product(["http", "https", "ftp", "HTTP", "HTTPS"], ports)]
urls += [f"https://example.com{path}" for path in paths]
urls += [f"https://example.com/p{query}" for query in queries]
urls += [f"https://www.example.com{path}{query}" for path, query in itertools.product(paths[::4], queries[::3])]
urls += [
    "", "filedesc:foo.arc.gz", "example.com", "example.com/a", "www.example.com", "example.com:8080/a", "#fragment", "?query",
    "/only/a/path", "//example.com/a", "http://", "http:", "http:/example.com/a", "http:///example.com/a",
    "http://////example.com//a", "http://http://example.com", "http://https://example.com/a", "https://http//example.com",
    "http://https/order.example", "  http://example.com/  ", "http://exa\tmple.com/a\nb\r", "http://example.com?x=1",
    "http://example.com#top", "http://example.com?", "http://example.com/?", "http://example.com/a?", "http://example.com/a#b?c",
    "http:example.com", "ftp://ftp.example.com/pub/File.TXT", "ftp://user:pw@ftp.example.com:21/x", "ftp://ftp.example.com:2121/x",
    "mailto:Somebody@Example.com", "mailto:a@example.com?subject=Hi", "data:text/plain,Hello%20World", "data:image/png;base64,iVBORw0KGgo=",
    "dns:www.example.com", "dns:example.com", "whois://whois.example.net/Example.com", "warcinfo:abc", "urn:uuid:ABC-def",
    "metadata://gnu.org/software/wget/warc/MANIFEST.txt", "javascript:void(0)", "about:blank", "file:///C:/Temp/A.txt",
    "screenshot:http://www.example.com/", "urn:view:https://www.example.com/A", "view-source:http://example.com/",
    "http://example.com:99999/", "http://example.com:abc/", "http://example.com:-1/", "http://user@host@example.com/x",
    "http://[::1]:8080/x", "http://[fe80::1%25eth0]/x", "http://example.com:80:80/", "gopher://example.com:70/1",
    "https://commoncrawl.org/", "https://an.wikipedia.org/wiki/Escopete", "http://archive.org/goo/?a=2&b&a=1",
    "https://www.archive.org:443/goo/", "http://example.com/a%0Ab", "http://example.com/a%00b", "http://example.com/\x7f\x01",
    "http://example.com/\U0001F600?\U0001F600=\u00e9", "http://\u00df.example/\u00df", "http://faß.de/", "http://ΒΌΛΟΣ.gr/",
    "http://x[::1]:8080/a", ".%2e[::1]%7E", "http://漢..example/", "http://.é.example/", "http://é.example./",
    "http://漢1.2.3.4/", "http:///é/a", "http://" + "é" * 64 + ".example/",
    "http://a\u200db.example/", "http://xn--.example/", "http://xn--zzzzzz.example/", "http://ａｂｃ.example/", "http://例。jp/",
]

rows = []
for url in dict.fromkeys(urls):
    try:
        rows.append([url, surt.surt(url)])
    except Exception as error:
        rows.append([url, {"error": type(error).__name__}])
print("[\n" + ",\n".join(json.dumps(row, ensure_ascii=True) for row in rows) + "\n]")
