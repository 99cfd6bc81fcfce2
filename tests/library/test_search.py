import random
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongbao.library import Library, SearchPage, State
from gongbao.library.ingest import store
from gongbao.library.query import terms_of
from gongbao.library.snippets import snippet
from gongbao.library.tokens import searchable

ALL = 1_000_000


def marked(page: SearchPage) -> list[str]:
    return ["".join(f"[{each.text}]" if each.hit else each.text for each in hit.snippet) for hit in page.hits]


@pytest.fixture
def stored(library: Library, engine: sa.Engine, build: Any) -> Library:
    """A few articles made to be told apart by ranking."""
    store(
        engine,
        build(
            {
                "title": "定州市养犬管理办法",
                "number": "定政办字〔2023〕27号",
                "issuer": "定州市人民政府办公室",
                "issued": date(2023, 5, 6),
                "articles": (
                    "第一条　为了加强产品和服务管理，制定本办法。",
                    "第二条　和服展览按照规定登记。",
                    "第三条　违反规定的，处以罚款；情节严重的，加重处以罚款。",
                    "第四条　供，热二字不相连。",
                    "第五条　供热单位应当及时供热。",
                ),
            },
            {
                "title": "关于门诊报销的方案",
                "number": "定政办〔2022〕5号",
                "kind": "方案",
                "issued": date(2022, 1, 1),
                "articles": ("第一条　养犬不在此列。",),
            },
        ),
    )
    return library


def test_words_separated_by_blanks_must_all_be_found(stored: Library) -> None:
    page = stored.search("违反 罚款")
    assert marked(page) == ["第三条[违反]规定的，处以[罚款]；情节严重的，加重处以[罚款]。"]


def test_a_word_may_stand_in_the_title_when_another_stands_in_the_text(stored: Library) -> None:
    page = stored.search("养犬 罚款")
    assert [(hit.place, hit.eid, hit.address) for hit in page.hits] == [
        ("第三条", "art_3", "/d/定政办字〔2023〕27号/第三条")
    ]


def test_two_characters_are_found_where_they_stand_and_not_across_punctuation(stored: Library) -> None:
    assert [hit.place for hit in stored.search("供热").hits] == ["第五条"]


def test_a_true_word_ranks_before_the_same_characters_of_two_words(stored: Library) -> None:
    assert [hit.place for hit in stored.search("和服").hits] == ["第二条", "第一条"]


def test_quotation_marks_make_one_phrase(stored: Library) -> None:
    assert stored.search("“处以 罚款”").total == 1
    assert stored.search("“罚款 处以”").total == 0
    assert stored.search("罚款 处以").total == 1


@pytest.mark.parametrize(
    "typed", ["定政办字〔2023〕27号", "定政办字[2023]27号", "定政办字 2023 27号", "定政办字（2023）第27号"]
)
def test_a_number_in_any_form_finds_its_document_first(stored: Library, typed: str) -> None:
    hit = stored.search(typed).hits[0]
    assert (hit.card.title, hit.place, hit.address) == ("定州市养犬管理办法", "", "/d/定政办字〔2023〕27号")


def test_a_document_whose_title_matches_comes_first(stored: Library) -> None:
    page = stored.search("养犬")
    assert [(hit.card.title, hit.place) for hit in page.hits] == [
        ("定州市养犬管理办法", ""),
        ("关于门诊报销的方案", "第一条"),
    ]
    assert marked(page)[0] == "定政办字〔2023〕27号 定州市[养犬]管理办法"


def test_filters_narrow_the_hits_and_facets_count_without_their_own_filter(stored: Library) -> None:
    page = stored.search("养犬", kind="方案")
    assert [hit.card.kind for hit in page.hits] == ["方案"]
    assert page.total == 1
    assert page.facets["kind"] == {"办法": 1, "方案": 1}
    assert page.facets["year"] == {"2022": 1}
    assert stored.search("养犬", year=2023).total == 1
    assert stored.search("养犬", issuer="定州市人民政府办公室").total == 1
    assert stored.search("养犬", place="廊坊市").total == 0
    assert stored.search("养犬", on=date(2021, 1, 1)).total == 0


def test_a_query_of_nothing_finds_nothing(stored: Library) -> None:
    for query in ("", "  ", "“”", "，。", "\0", "\ud800", "*"):
        assert stored.search(query).total == 0


def test_snippets_are_text_never_markup() -> None:
    segments = snippet("甲<b>乙</b>丙", terms_of("乙"))
    assert [(each.text, each.hit) for each in segments] == [("甲<b>", False), ("乙", True), ("</b>丙", False)]


def test_a_snippet_of_a_long_text_shows_the_first_hit_and_marks_what_is_left_out() -> None:
    segments = snippet("前" * 300 + "供热" + "后" * 300, terms_of("供热"))
    assert (segments[0].text, segments[-1].text) == ("…", "…")
    assert [each.text for each in segments if each.hit] == ["供热"]


@given(
    st.text(max_size=200), st.sampled_from(["{}", '"{}"', "“{}”", "供热 {}", "{} OR 供热", "body : {}", "({}", "{}*"])
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_an_error(five: Library, text: str, shape: str) -> None:
    page = five.search(shape.format(text), limit=3)
    assert page.total >= len(page.hits) >= 0


HOSTILE = [
    '"',
    '""',
    "NEAR(供 热, 2)",
    "供热 AND",
    "OR",
    "NOT 供热",
    "^供热",
    "body:供热",
    "{a b}:c",
    "供热)",
    "-供热",
    "'; DROP TABLE document; --",
    "%",
    "供*",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_operators_of_the_engine_are_words_like_others(five: Library, query: str) -> None:
    assert five.search(query).total >= 0
    assert len(five.documents()) > 100


def test_every_provision_that_holds_two_characters_is_found_and_no_other(five: Library) -> None:
    engine = sa.create_engine(f"sqlite:///{five.url}")
    with engine.connect() as connection:
        texts = {
            (row.document_id, row.eid): row.normal
            for row in connection.exec_driver_sql("SELECT document_id, eid, normal FROM provision")
        }
    engine.dispose()
    han = [text for text in texts.values() if len(text) > 20]
    choice = random.Random(9704)
    words = ["供热", "养犬", "报销", "罚款", "人民", "政府"]
    while len(words) < 50:
        text = choice.choice(han)
        at = choice.randrange(len(text) - 1)
        word = text[at : at + 2]
        if all("\u4e00" <= char <= "\u9fff" for char in word):
            words.append(word)
    for word in words:
        hits = five.search(word, limit=ALL).hits
        found = {(hit.card.id, hit.eid) for hit in hits if hit.place}
        assert found == {key for key, text in texts.items() if word in text}, word
        assert len({(hit.card.id, hit.eid) for hit in hits}) == len(hits)


def test_pages_follow_one_another_without_gap_or_overlap(five: Library) -> None:
    whole = five.search("管理", limit=ALL)
    paged = [hit for offset in range(0, whole.total, 97) for hit in five.search("管理", limit=97, offset=offset).hits]
    assert paged == list(whole.hits)
    assert len(paged) == whole.total
    assert sum(hit.card.place != "" for hit in paged) == sum(whole.facets["place"].values())


def test_facets_agree_with_the_hits(five: Library) -> None:
    page = five.search("应急 响应", limit=ALL)
    for place, count in page.facets["place"].items():
        assert count == sum(hit.card.place == place for hit in page.hits)
        assert five.search("应急 响应", place=place, limit=0).total == count


def test_the_clerk_finds_the_document_by_two_words(five: Library) -> None:
    hits = five.search("门诊 报销").hits
    assert hits[0].card.title.find("门诊") >= 0
    assert "廊政办发〔2021〕6号" in {hit.card.number for hit in hits[:5]}


def test_a_number_typed_without_its_brackets_finds_its_document(five: Library) -> None:
    for typed in ("定政办[2023]5号", "定政办 2023 5号", "定政办〔2023〕5号"):
        assert five.search(typed).hits[0].card.title == "定州市化工重点监控点认定管理办法"


def test_any_substring_of_any_provision_typed_as_a_phrase_finds_that_provision(five: Library) -> None:
    engine = sa.create_engine(f"sqlite:///{five.url}")
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT document_id, eid, printed FROM provision").all()
    engine.dispose()
    choice = random.Random(2260)
    shown = [(row.document_id, row.eid, piece) for row in rows for piece in [searchable(row.printed)] if piece]
    for document_id, eid, text in choice.sample(shown, 250):
        start = choice.randrange(len(text))
        words = text[start : start + choice.choice((1, 2, 3, 5, 8, 20))].split(" ")[0]
        if not words:
            continue
        hits = five.search(f"“{words}”", limit=ALL).hits
        assert (document_id, eid) in {(hit.card.id, hit.eid) for hit in hits}, (words, eid)


def test_one_character_is_found_in_every_provision_that_holds_it(five: Library) -> None:
    engine = sa.create_engine(f"sqlite:///{five.url}")
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT document_id, eid, normal FROM provision").all()
    engine.dispose()
    for char in "的水犬税井〇":
        found = {(hit.card.id, hit.eid) for hit in five.search(char, limit=ALL).hits if hit.place}
        assert found == {(row.document_id, row.eid) for row in rows if char in row.normal}, char


def test_the_article_asked_for_comes_before_those_that_name_it(five: Library) -> None:
    for typed in ("养犬办法 第十五条", "养犬管理办法第15条", "養犬辦法 15条"):
        hit = five.search(typed).hits[0]
        assert (hit.card.number, hit.place) == ("定政办字〔2023〕27号", "第十五条")


def test_a_date_finds_the_documents_of_the_day_first_and_those_that_mention_it(stored: Library) -> None:
    hits = stored.search("2023-05-06").hits
    assert [hit.card.title for hit in hits] == ["定州市养犬管理办法"]
    assert [hit.card.title for hit in stored.search("2022年1月").hits] == ["关于门诊报销的方案"]


def test_other_names_of_a_body_are_sought_and_named(five: Library) -> None:
    page = five.search("发改局", limit=ALL)
    assert "发展和改革局" in page.also
    marks = {each.text for hit in page.hits for each in hit.snippet if each.hit}
    assert {"发改局", "发展和改革局", "发展和改革委员会"} <= marks
    exact = five.search("发改局", synonyms=False, limit=ALL)
    assert exact.also == ()
    assert 0 < exact.total < page.total
    back = five.search("发展和改革局", limit=ALL)
    assert {"发改局"} <= {each.text for hit in back.hits for each in hit.snippet if each.hit}


def test_traditional_and_full_width_typing_finds_the_same(five: Library) -> None:
    assert five.search("養犬").hits == five.search("养犬").hits
    assert five.search("ＰＭ２.５").total == five.search("pm2.5").total > 0


def test_words_that_do_not_stand_together_are_taken_apart_and_that_is_said(five: Library) -> None:
    page = five.search("养犬申请登记")
    assert page.total > 0
    assert page.notes == ("没有连在一起的原词，已按“养犬 申请 登记”分开查找",)
    assert five.search("“养犬申请登记”").total == 0


def test_filters_by_day_state_gazette_and_titles(five: Library) -> None:
    first, last = date(2023, 5, 1), date(2023, 6, 30)
    hits = five.search("管理", first=first, last=last, limit=ALL).hits
    assert hits
    assert all(hit.card.date and first <= hit.card.date <= last for hit in hits)
    gazette = hits[0].card.gazette
    assert {hit.card.gazette for hit in five.search("管理", gazette=gazette, limit=ALL).hits} == {gazette}
    titles = five.search("管理", titles_only=True, limit=ALL).hits
    assert titles
    assert all(hit.place == "" and "管理" in f"{hit.card.number}{hit.card.title}".replace(" ", "") for hit in titles)
    assert all(hit.card.held for hit in five.search("管理", held_only=True, limit=ALL).hits)


def test_states_are_reckoned_for_the_day_asked_for(five: Library) -> None:
    day = date(2024, 1, 1)
    page = five.search("养犬", as_of=day, limit=ALL)
    for state, count in page.facets["state"].items():
        narrowed = five.search("养犬", state=state, as_of=day, limit=ALL)
        assert narrowed.total == count
        assert {five.validity(hit.card, day).state for hit in narrowed.hits} == {State(state)}
        assert narrowed.facets["state"] == page.facets["state"]
    with pytest.raises(ValueError, match="请写明按哪一天计算"):
        five.search("养犬", state="现行有效")


def test_sorted_by_date_the_newest_comes_first_and_undated_ones_last(five: Library) -> None:
    hits = five.search("应急", sort="date", limit=ALL).hits
    days = [hit.card.date or date.min for hit in hits]
    assert days == sorted(days, reverse=True)
    assert len(hits) == five.search("应急", limit=0).total
    paged = [
        hit for at in range(0, len(hits), 50) for hit in five.search("应急", sort="date", limit=50, offset=at).hits
    ]
    assert paged == list(hits)


def test_documents_known_by_name_are_found_by_title_behind_those_held(five: Library) -> None:
    known = next(hit for hit in five.search("管理条例", titles_only=True, limit=ALL).hits if not hit.card.held)
    assert (known.place, known.eid, known.address) == ("", "", known.card.address)
    hits = five.search(known.card.title).hits
    assert known.card.id in {hit.card.id for hit in hits[:3]}
