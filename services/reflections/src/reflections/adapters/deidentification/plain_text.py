"""A text in the form that rules are written for, sign by sign, so that each place stays where it is."""

_FULL_WIDTH: dict[int, str | int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_OTHERS: dict[int, str | int] = {
    ord(sign): simple
    for signs, simple in (
        ("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}`", "'"),
        ("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}", '"'),
        ("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{MINUS SIGN}", "-"),
        ("\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\t", " "),
    )
    for sign in signs
}
_PLAIN: dict[int, str | int] = {**_FULL_WIDTH, **_OTHERS}


def plain(text: str) -> str:
    """Bring signs of full width, curly quotes, dashes and blanks into their plain form.

    Parameters
    ----------
    text : str
        As it was typed.

    Returns
    -------
    str
        Of the same length.
    """
    return text.translate(_PLAIN)
