"""Numbers, codes and addresses of machines that could be somebody's alone."""

import re
from collections.abc import Iterator

from reflections.adapters.deidentification.found import Found
from reflections.domain.deidentifying import Identifier

_CODE = r"(?P<code>[A-Za-z]{0,4}[- ]?\d[A-Za-z0-9]*(?:[- /.]?[A-Za-z0-9]*\d[A-Za-z0-9]*)*(?: [A-Z]\b)?)"
_LINK = r"(?:(?:'s|[ ']?(?:numbers?|no\.?|nr\.?|nos?\.?|id|code|is|was|of|ending(?: in)?|#|:|,|=|-|\())){0,4}[ :#]*"
_LINK_JA = r"(?:の|番号|ナンバー|No\.?|コード|ID|は|が|:|=|,|、|「|\s)*"
_LABELS = (
    (
        Identifier.NATIONAL_NUMBER,
        r"social security|ssn|national insurance|ni number|nhs|tax(?:payer)? id|tin|my ?number|aadhaar|national id",
        r"マイナンバー|個人番号|基礎年金番号|年金番号|社会保障番号",
    ),
    (
        Identifier.RECORD,
        r"mrn|medical record|health record|chart|hospital number|patient (?:id|number|no)|record",
        r"カルテ|診察券|患者番号|患者ID|診療録",
    ),
    (
        Identifier.INSURANCE,
        r"policy|member(?:ship)?|insurance|health plan|subscriber|beneficiary|medicare|medicaid|group (?:id|number)",
        r"保険証|被保険者|保険者|保険|受給者証|受給者",
    ),
    (
        Identifier.ACCOUNT,
        r"account|acct|a/c|iban|sort code|routing|bank|credit card|debit card|card",
        r"口座|カード|クレジットカード|会員",
    ),
    (
        Identifier.LICENCE,
        r"driver'?s? licen[cs]e|driving licen[cs]e|licen[cs]e|passport|certificate|registration|permit|visa",
        r"運転免許証?|免許証?|パスポート|旅券|在留カード|資格|登録",
    ),
    (
        Identifier.VEHICLE,
        r"number plate|licen[cs]e plate|plate|vin|vehicle|chassis",
        r"車両|車体|ナンバープレート|車台",
    ),
    (
        Identifier.DEVICE,
        r"serial|s/n|imei|udi|device|pump|pacemaker|meter",
        r"製造番号|シリアル|機器|端末|ペースメーカー?",
    ),
    (
        Identifier.OTHER_NUMBER,
        r"case|file|reference|ref|student|employee|staff|ticket|invoice|tracking|claim|docket|badge|room|locker|id",
        r"事件|受付|整理|学籍|社員|職員|予約|注文|問い合わせ|追跡|伝票",
    ),
)
_PHONE = (
    r"(?<![\w.])(?:\+ ?\d{1,3}[ .-]?)?(?:\(\d{1,5}\)[ .-]?)?\d{1,5}(?:[ .-]?\(\d{1,4}\))?(?:[ .-]\d{2,7}){0,5}"
    r"(?:(?: ?(?:ext|x)\.? ?|内線)\d{1,5})?(?![\w])"
)
_DOMAINS = r"(?:com|org|net|edu|gov|io|dev|app|me|info|blog|social|co\.uk|org\.uk|ac\.uk|jp|de|fr|ca|au|nz|ie)"
_HANDLE = r"(?:user ?name|screen name|handle|gamertag|nickname|login)"
_HANDLE_JA = r"(?:ユーザー名|ハンドルネーム|アカウント名|ログインID)"
_DIRECT = (
    (Identifier.EMAIL, r"(?<![\w.+%-])[\w.+%-]{1,80}(?:@| ?\(at\) ?|\[at\])[\w-]+(?:\.[\w-]+)+"),
    (Identifier.URL, r"(?:https?://|www\.)[^\s<>\"'、。）」)]+[\w/]"),
    (Identifier.URL, rf"(?<![\w@.-])(?:[a-z0-9-]+\.)+{_DOMAINS}(?:/[^\s、。）」)]*)?(?![\w.])"),
    (Identifier.DEVICE, r"(?<![\w:-])(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}(?![\w:-])"),
    (Identifier.IP_ADDRESS, r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]\d)"),
    (Identifier.IP_ADDRESS, r"(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}|:)(?:(?::[0-9a-f]{1,4})*)(?![\w:])"),
    (Identifier.NATIONAL_NUMBER, r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"),
    (Identifier.NATIONAL_NUMBER, r"(?<!\w)[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)"),
    (Identifier.ACCOUNT, r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)"),
    (Identifier.ACCOUNT, r"(?<![\w-])(?:\d{4}[ -]?){3}\d{1,7}(?![\w-])"),
    (Identifier.VEHICLE, r"(?<!\w)(?-i:[A-Z]{2}\d{2} ?[A-Z]{3})(?!\w)"),
    (
        Identifier.VEHICLE,
        r"[一-龥ぁ-んァ-ヶ]{1,4}\s?\d{2,3}\s?[ぁ-ん]\s?(?:\d{1,2}[-・ー]\d{2}|[・.]{1,3}\d{1,3}|\d{4})",
    ),
    (Identifier.OTHER_NUMBER, r"(?<![\w@./])@[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?"),
    (Identifier.OTHER_NUMBER, rf"\b{_HANDLE}(?: (?:is|was|on \w+ is))?[ :]+(?P<code>\w[\w.-]*\w)"),
    (Identifier.OTHER_NUMBER, rf"{_HANDLE_JA}(?:は|:|が|「)*(?P<code>\w[\w.-]*\w)"),
)
_FAX_BEFORE = re.compile(r"(?:fax|ファックス|ファクス|FAX)[^\d+(]{0,30}$", re.IGNORECASE)
_MIXED = re.compile(
    r"(?<![\w-])(?=[\w-]{0,40}[A-Za-z])(?=(?:[\w-]{0,40}?\d){3})[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*(?![\w-])", re.ASCII
)
_LONG_GROUP = 3
_LONGEST_PHONE = 15
_SHORTEST_PHONE = 7
_SHORTEST_CODE = 4
_SHORTEST_MIXED = 6
_YEARS = re.compile(r"(?:19|20)\d\d[ -](?:19|20)\d\d")


def numbers(text: str) -> Iterator[Found]:
    """Find numbers, codes, addresses of machines.

    Parameters
    ----------
    text : str
        Plain.

    Yields
    ------
    Found
    """
    for identifier, pattern in _DIRECT:
        for hit in re.finditer(pattern, text, re.IGNORECASE | re.ASCII):
            yield Found(*_span(hit), identifier)
    for identifier, english, japanese in _LABELS:
        labelled = rf"(?:\b(?:{english})\b{_LINK}|(?:{japanese}){_LINK_JA}){_CODE}"
        for hit in re.finditer(labelled, text, re.IGNORECASE | re.ASCII):
            if sum(sign.isalnum() for sign in hit["code"]) >= _SHORTEST_CODE:
                yield Found(*hit.span("code"), identifier)


def phones(text: str) -> Iterator[Found]:
    """Find numbers of phones and fax machines, and any other long number.

    Parameters
    ----------
    text : str
        Plain.

    Yields
    ------
    Found
    """
    for hit in re.finditer(_PHONE, text, re.ASCII):
        groups = re.findall(r"\d+", hit[0])
        digits = sum(len(group) for group in groups)
        if not _SHORTEST_PHONE <= digits <= _LONGEST_PHONE or _YEARS.fullmatch(hit[0]):
            continue
        if len(groups) > 1 and max(len(group) for group in groups) < _LONG_GROUP and hit[0][0] not in "0+(":
            continue
        fax = _FAX_BEFORE.search(text[max(0, hit.start() - 40) : hit.start()])
        yield Found(*hit.span(), Identifier.FAX if fax else Identifier.PHONE)
    for hit in re.finditer(r"(?<![\w.])(?:\+|\(?0)[\d() ./-]{5,24}\d(?!\w)", text, re.ASCII):
        if _SHORTEST_PHONE <= sum(sign.isdigit() for sign in hit[0]) <= _LONGEST_PHONE:
            yield Found(*hit.span(), Identifier.PHONE)
    for hit in re.finditer(r"(?<!\d)\d{7,}(?!\d)", text, re.ASCII):
        yield Found(*hit.span(), Identifier.OTHER_NUMBER)
    for hit in _MIXED.finditer(text):
        if len(hit[0]) >= _SHORTEST_MIXED:
            yield Found(*hit.span(), Identifier.OTHER_NUMBER)


def _span(hit: re.Match[str]) -> tuple[int, int]:
    """Give where the code itself is, where a pattern has more around it."""
    return hit.span("code") if "code" in hit.re.groupindex else hit.span()
