"""What stands in place of an identifier, in each language."""

from collections.abc import Mapping

from reflections.domain.deidentifying import Identifier

_ENGLISH: Mapping[Identifier, str] = {
    Identifier.PLACE: "[place]",
    Identifier.OCCUPATION: "[occupation]",
    Identifier.EMPLOYER: "[employer]",
    Identifier.PHONE: "[phone]",
    Identifier.FAX: "[fax]",
    Identifier.EMAIL: "[e-mail]",
    Identifier.NATIONAL_NUMBER: "[national number]",
    Identifier.RECORD: "[record number]",
    Identifier.INSURANCE: "[insurance number]",
    Identifier.ACCOUNT: "[account]",
    Identifier.LICENCE: "[licence]",
    Identifier.VEHICLE: "[vehicle]",
    Identifier.DEVICE: "[device]",
    Identifier.URL: "[web address]",
    Identifier.IP_ADDRESS: "[IP address]",
    Identifier.OTHER_NUMBER: "[number]",
}
_JAPANESE: Mapping[Identifier, str] = {
    Identifier.PLACE: "[地名]",
    Identifier.OCCUPATION: "[職業]",
    Identifier.EMPLOYER: "[勤務先]",
    Identifier.PHONE: "[電話番号]",
    Identifier.FAX: "[ファックス番号]",
    Identifier.EMAIL: "[メールアドレス]",
    Identifier.NATIONAL_NUMBER: "[個人番号]",
    Identifier.RECORD: "[カルテ番号]",
    Identifier.INSURANCE: "[保険番号]",
    Identifier.ACCOUNT: "[口座]",
    Identifier.LICENCE: "[免許番号]",
    Identifier.VEHICLE: "[車両番号]",
    Identifier.DEVICE: "[機器番号]",
    Identifier.URL: "[ウェブアドレス]",
    Identifier.IP_ADDRESS: "[IPアドレス]",
    Identifier.OTHER_NUMBER: "[番号]",
}
_CLIENT = {"en": "[client]", "ja": "[クライエント]"}
_THERAPIST = {"en": "[therapist]", "ja": "[セラピスト]"}
_PERSON = {"en": "[person {}]", "ja": "[人物{}]"}
_LETTERS = 26


def placeholder(identifier: Identifier, language: str) -> str:
    """Name what stood there, for the kinds of which no more is said.

    Parameters
    ----------
    identifier : Identifier
        Neither a name, nor a date, nor an age.
    language : str
        ``en`` or ``ja``.

    Returns
    -------
    str
        For example ``[place]``.
    """
    return (_JAPANESE if language == "ja" else _ENGLISH)[identifier]


def client(language: str) -> str:
    """Give what stands in place of the client's name."""
    return _CLIENT[language]


def therapist(language: str) -> str:
    """Give what stands in place of the therapist's name."""
    return _THERAPIST[language]


def person(number: int, language: str) -> str:
    """Give what stands in place of anybody else's name: a letter each, in the order in which they come up.

    Parameters
    ----------
    number : int
        From 0.
    language : str
        ``en`` or ``ja``.

    Returns
    -------
    str
        For example ``[person A]``; the 27th is ``[person A2]``.
    """
    round_, letter = divmod(number, _LETTERS)
    return _PERSON[language].format(chr(ord("A") + letter) + (str(round_ + 1) if round_ else ""))
