"""A packet that is confirmed as proposed never contains what was planted in it, in the forms that the rules promise.

The names are none that the engine's lists hold: English ones are made of syllables and checked to be no word of the
dictionary; Japanese ones are family names that its dictionary takes apart, names of other countries, and katakana put
together by chance.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from reflections.adapters.deidentification.rules import RuleDeidentifier
from reflections.adapters.deidentification.word_lists import is_given_name, is_word, words
from reflections.domain.deidentifying import Identifier, Known, applied

TODAY = date(2026, 11, 25)
KNOWN = Known(today=TODAY, sessions={TODAY - timedelta(days=7 * back): 40 - back for back in range(30)})
ENGINE = RuleDeidentifier()
_TEXTS = st.text(max_size=200) | st.text("Anna 3May,.()@0-'歳月日さん田中神戸\n", max_size=80)

_SYLLABLES = st.sampled_from(
    [
        *(
            "bra",
            "cho",
            "dra",
            "fe",
            "gwe",
            "hua",
            "ily",
            "jor",
            "khu",
            "lle",
            "mbe",
            "nga",
            "oyu",
            "pri",
            "qua",
            "rhi",
        ),
        *("sze", "thu", "uva", "vle", "wye", "xan", "yri", "zol", "adu", "elo", "iku", "omi"),
    ]
)
_MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_FAMILY = [
    *("小鳥遊", "勅使河原", "薬袋", "五百旗頭", "東海林", "御手洗", "一尺八寸", "栗花落", "鴻巣", "雲母"),
    *("波多腰", "目加田", "名倉谷", "砂糖元", "真境名", "飯干", "瀬野尾"),
]
_GIVEN = ["颯汰", "莉央奈", "琉唯斗", "紬葵", "碧唯", "凰介", "珠里杏", "蒼惟", "心結莉", "夢叶人"]
_KATAKANA = [
    *("オルガ", "ヨハン", "ファティマ", "チャンドラ", "ニコレ", "アディティ", "ジェイコブ", "イヴァンカ", "ムハンマド"),
    *("ホアン", "キャロライン", "スヴェトラーナ", "グエン", "ジョアンナ", "ラファエル", "ミゲル"),
]
_PLACES = ["神戸市灘区", "久留米市", "長野県松本市", "那覇", "函館駅", "目黒区", "倉敷", "小樽", "彦根市", "都城市"]
_FIRMS = ["蒼天堂", "ミナヅキ", "北辰精機", "ユメノワ", "大和田興産"]
_WORK = ["teacher", "bus driver", "midwife", "software engineer", "paralegal", "electrician", "nurse", "vet"]
_WORK_JA = ["看護師", "保育士", "大工", "会社員", "美容師", "エンジニア", "小学校教諭", "薬剤師", "公務員", "漁師"]


@st.composite
def strange_names(draw: st.DrawFn) -> str:
    """A name that no list has."""
    low = "".join(draw(st.lists(_SYLLABLES, min_size=2, max_size=3)))
    assume(not is_word(low) and not is_given_name(low) and low not in words("places"))
    return low.capitalize()


def _phones() -> st.SearchStrategy[str]:
    digits = st.integers(1000, 9999)
    return st.one_of(
        st.builds("+44 7700 {}{:02d}".format, digits, st.integers(0, 99)),
        st.builds("({}) 555-{}".format, st.integers(200, 999), digits),
        st.builds("{}-555-{}".format, st.integers(200, 999), digits),
        st.builds("090-{}-{}".format, digits, digits),
        st.builds("0{} {} {}".format, st.integers(20, 29), digits, digits),
    )


def _days() -> st.SearchStrategy[date]:
    return st.dates(date(1950, 1, 1), TODAY)


def _written(day: date, form: int) -> str:
    month = _MONTHS[day.month - 1]
    return [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"the {day.day}th of {month}",
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        f"{month[:3]} {day.day}",
    ][form]


ENGLISH = st.fixed_dictionaries(
    {
        "name": strange_names(),
        "other": strange_names(),
        "family": strange_names(),
        "place": strange_names(),
        "firm": strange_names(),
        "date": st.builds(_written, _days(), st.integers(0, 6)),
        "phone": _phones(),
        "mail": st.builds("{}.{}@{}.example.org".format, *[strange_names().map(str.lower)] * 3),
        "age": st.integers(1, 104).map(str),
        "work": st.sampled_from(_WORK),
        "number": st.from_regex(r"[A-Z]{2}-[0-9]{5}", fullmatch=True),
        "ssn": st.from_regex(r"[1-8][0-9]{2}-[0-9]{2}-[0-9]{4}", fullmatch=True),
        "ip": st.ip_addresses(v=4).map(str),
        "url": strange_names().map(lambda name: f"https://{name.lower()}.example.com/me"),
        "handle": strange_names().map(lambda name: f"@{name.lower()}_{len(name)}"),
    }
)
SENTENCES = [
    "{name}, {age}, {work} in {place}, said on {date} that she felt alone.",
    "I thought of {name} and of her sister {other} on the bus.",
    "{name} {family} works as a {work} at {firm} and hates it.",
    "My client ({age}) lives with Mr {family} near {place}.",
    "Why does {name} smile whenever {other} speaks?",
    "Since {date} he has not left the flat in {place}.",
    "Her husband {other} can be reached on {phone} or {mail}.",
    "the record number {number} is hers; SSN {ssn}",
    "He is {age} and his mother is {age}; a {age}-year-old cries in him.",
    "Spoke to Dr {family} about {name}'s pills.",
    "She was at {firm} Ltd and then for years with {firm} in {place}.",
    "He blogs at {url} as {handle}, from {ip}.",
    "spoke to her brother {small} today, and told {small} to rest",
]
JAPANESE = st.fixed_dictionaries(
    {
        "family": st.sampled_from(_FAMILY),
        "given": st.sampled_from(_GIVEN),
        "kana": st.sampled_from(_KATAKANA)
        | st.text("アイウエオカキクケコサシスセタチツテトナニノハヒフヘマミムメモラリルレロ", min_size=5, max_size=6),
        "date": st.builds(
            lambda day, form: [
                f"{day.month}月{day.day}日",
                f"{day.year}年{day.month}月{day.day}日",
                f"{day.year}/{day.month}/{day.day}",
                f"昭和{day.year % 40 + 20}年{day.month}月{day.day}日",
            ][form],
            _days(),
            st.integers(0, 3),
        ),
        "phone": st.builds("0{}0-{}-{}".format, st.sampled_from([7, 8, 9]), *[st.integers(1000, 9999)] * 2),
        "age": st.integers(1, 104).map(str),
        "work": st.sampled_from(_WORK_JA),
        "mynumber": st.from_regex(r"[1-9][0-9]{3} [0-9]{4} [0-9]{4}", fullmatch=True),
        "place": st.sampled_from(
            ["神戸市灘区", "久留米市", "長野県松本市", "那覇", "函館駅", "目黒区", "倉敷", "小樽", "彦根市", "都城市"]
        ),
        "firm": st.builds("株式会社{}".format, st.sampled_from(_FIRMS)),
    }
)
SENTENCES_JA = [
    "{family}さんは{age}歳、{place}の{work}で、{date}に孤独を感じたと話した。",
    "夫の{kana}が{firm}を辞めた。",
    "{kana}さんの電話は{phone}です。",
    "{family}先生に相談した。{family}先生は黙っていた。",
    "マイナンバーは{mynumber}と書いてあった。",
    "{date}、{place}に引っ越した。",
    "娘の{given}ちゃんは{age}歳になった。",
    "{firm}で働く{work}、{age}才。",
]


def left_of(planted: Mapping[str, str], template: str, text: str) -> list[str]:
    """Give what of the planted identifiers is still to be read."""
    told = []
    counted = re.sub(r"session \d+|第\d+回(の約?1(年|週間))?", "", text)
    for key, value in planted.items():
        if f"{{{key}}}" not in template:
            continue
        if key == "age":
            left = re.search(rf"(?<!\d){value}(?!\d|s\b|-something| or older|-or-older|代|歳以上|歳未満)", counted)
        elif key == "date":
            left = re.search(re.escape(value), text)
        else:
            left = re.search(re.escape(value), text, re.IGNORECASE)
        if left is not None:
            told.append(f"{key}: {value}")
    return told


@pytest.mark.parametrize("template", SENTENCES)
@settings(max_examples=25)
@given(planted=ENGLISH)
def test_nothing_planted_in_english_is_left(template: str, planted: dict[str, str]) -> None:
    held = {**planted, "small": planted["name"].lower()}
    text = template.format(**held)
    confirmed = applied(text, ENGINE.replacements(text, "en", KNOWN))
    assert left_of(held, template, confirmed) == [], f"{text} -> {confirmed}"


@pytest.mark.parametrize("template", SENTENCES_JA)
@settings(max_examples=25)
@given(planted=JAPANESE)
def test_nothing_planted_in_japanese_is_left(template: str, planted: dict[str, str]) -> None:
    text = template.format(**planted)
    confirmed = applied(text, ENGINE.replacements(text, "ja", KNOWN))
    assert left_of(planted, template, confirmed) == [], f"{text} -> {confirmed}"


@settings(max_examples=25)
@given(
    name=strange_names(), before=st.sampled_from(["", "hope and ", "the "]), after=st.sampled_from(["", " will", "'s"])
)
def test_a_name_that_is_known_is_never_left(name: str, before: str, after: str) -> None:
    known = Known(today=TODAY, client_names=[name.lower()])
    text = f"{before}{name.lower()}{after}"
    assert applied(text, ENGINE.replacements(text, "en", known)) == f"{before}[client]{after}"


@settings(max_examples=150)
@given(text=_TEXTS, language=st.sampled_from(["en", "ja"]))
@example(text="𠮷田さん 🙂 Anna", language="ja")
def test_any_text_gives_replacements_in_order_that_fit_it(text: str, language: str) -> None:
    made = ENGINE.replacements(text, language, KNOWN)
    assert made == ENGINE.replacements(text, language, KNOWN)
    assert all(one.replacement and one.identifier in Identifier for one in made)
    applied(text, made)
    assert applied(text, made, range(len(made))) == text


_LONG = ["A", "Anna, ", "1-", "1 ", "a@", "。", "田中", "on 3 ", "::", "("]


@pytest.mark.parametrize("text", _LONG)
def test_no_text_makes_it_look_without_end(text: str) -> None:
    """Every pattern is bounded, so that a text ten times as long takes ten times as long: this would not end else."""
    whole = text * (20000 // len(text))
    applied(whole, ENGINE.replacements(whole, "en", KNOWN))
