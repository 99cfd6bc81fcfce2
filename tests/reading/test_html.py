"""HTML: the article of a page comes out, what surrounds it does not."""

from __future__ import annotations

import pytest

from gongbao.reading import ReadingError, Source, read_bytes

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>某某县人民政府</title>
<meta name="ArticleTitle" content="某某县人民政府关于印发《养老服务办法》的通知">
<script>var a = "不是正文";</script><style>p { color: red }</style></head>
<body><div class="header"><ul class="nav"><li><a href="/">首页</a></li><li>政务公开</li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; 文件</div>
<table class="info"><tr><td>索引号：</td><td>000/2023</td></tr>
<tr><td>发文字号：</td><td>某政发〔2023〕8号</td></tr></table>
<div class="share">分享到 微信</div>
<div id="zoom" class="content">
<p style="text-indent:2em">&nbsp;&nbsp;各乡镇人民政府，
县政府各部门：</p>
<p>　　第一条&nbsp;本办法自2023年5月1日起施行，<br>有效期五年。第二条是养老机构的设立条件，应当符合&lt;规定&gt;。</p>
<p style="display:none">隐藏的字</p>
<ol start="3"><li>第三项</li><li><p>第四项</p></li></ol>
<table border="1"><caption>补贴标准</caption>
<thead><tr><th rowspan="2">类别</th><th colspan="2">标准（元）</th></tr><tr><th>机构</th><th>居家</th></tr></thead>
<tbody><tr><td>失能</td><td>300</td><td><p>200</p><p>（每月）</p></td></tr></tbody></table>
</div>
<div class="related"><a href="/1">相关解读</a></div>
<div class="footer">版权所有：某某县人民政府 联系电话 123</div></body></html>"""


def read(page: str | bytes, name: str = "页.html") -> Source:
    return read_bytes(page.encode() if isinstance(page, str) else page, name)


def test_the_article_of_a_page_comes_out_with_its_title_and_number() -> None:
    source = read(PAGE)
    assert (source.format, source.encoding) == ("html", "utf-8")
    assert source.text.split("\n") == [
        "某某县人民政府关于印发《养老服务办法》的通知",
        "某政发〔2023〕8号",
        "各乡镇人民政府，县政府各部门：",
        "第一条 本办法自2023年5月1日起施行，",
        "有效期五年。第二条是养老机构的设立条件，应当符合<规定>。",
        "3. 第三项",
        "4. 第四项",
        "补贴标准",
        "| 类别 | 标准（元） |  |",
        "| --- | --- | --- |",
        "|  | 机构 | 居家 |",
        "| 失能 | 300 | 200 （每月） |",
        "",
    ]


def test_an_article_without_a_name_is_found_by_its_words() -> None:
    words = "本县行政区域内的养老服务活动适用本办法，法律法规另有规定的从其规定。" * 4
    page = f"""<html><body><div><a href="/">首页</a><a href="/b">要闻</a></div>
<table><tr><td><a href="/c">栏目</a></td>
<td><div><h1>养老服务办法</h1><p>{words}</p><p>{words}</p></div></td></tr></table>
<div>技术支持：某公司</div></body></html>"""
    assert read(page).text == f"# 养老服务办法\n{words}\n{words}\n"


def test_a_page_in_gb2312_is_read_as_it_declares() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    page = f"<html><head>{head}</head><body><p>镕基〔2023〕1号</p>"
    source = read(page.encode("gb18030"))
    assert (source.text, source.encoding) == ("镕基〔2023〕1号\n", "gb18030")


def test_a_page_that_declares_what_it_is_not_is_read_all_the_same() -> None:
    page = '<html><head><meta charset="gbk"></head><body><p>第一条　为了规范养老服务，制定本办法。</p></body></html>'
    assert read(page.encode()).text == "第一条　为了规范养老服务，制定本办法。\n"
    utf16 = read("<html><body><p>第一条　总则</p></body></html>".encode("utf-16"))
    assert utf16.text == "第一条　总则\n"


def test_a_page_is_known_by_its_words_whatever_it_is_called() -> None:
    assert read("<!DOCTYPE html>\n<html><body><p>正文。</p></body></html>", "文件.txt").format == "html"
    assert read("第一条　<html> 是标记。", "文件.txt").format == "text"


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    page = f"<body><table><tr><td>第一段。</td></tr><tr><td>第二段。{inner}</td></tr></table>"
    assert read(page).text.split("\n") == ["第一段。", "第二段。", "| 甲 | 乙 |", "| --- | --- |", ""]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><script>load()</script></body></html>", "网页里没有文字"),
        ("<html><body><img src=a.png></body></html>", "网页里没有文字"),
        ("<html>" + "<div>" * 20_000 + "字" + "</div>" * 20_000, "网页里没有文字"),
        ("<html><table><tr>" + '<td colspan="9999" rowspan="9">甲</td>' * 3000 + "</tr></table>", "有一张表格过大"),
    ],
)
def test_hostile_and_empty_pages_end_in_a_reason(page: str, reason: str) -> None:
    with pytest.raises(ReadingError) as error:
        read(page)
    assert error.value.what == reason
    assert str(error.value).endswith("。")


def test_an_entity_of_a_file_is_not_opened() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>甲&x;乙</p></body></html>'
    assert "root" not in read(page).text


@pytest.mark.parametrize("encoding", ["unicode_escape", "raw_unicode_escape", "utf-7", "punycode", "idna", "rot13"])
def test_an_encoding_that_no_page_has_is_not_obeyed(encoding: str) -> None:
    # some make half characters, which can be stored nowhere; one takes quadratic time
    page = f"<html><meta charset={encoding}><body><p>第一条 \\ud800 +2AA- abc-9</p></body></html>"
    assert read(page).text == "第一条 \\ud800 +2AA- abc-9\n"
