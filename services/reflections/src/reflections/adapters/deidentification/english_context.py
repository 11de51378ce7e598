"""What stands around an English word and tells what it is: whom a verb needs, what a preposition leads to."""

import re

_SPEAKS = (
    r"said|says|told|tells|asked|asks|cried|cries|wept|smiled|smiles|laughed|laughs|called|rang|rings|phoned|"
    r"texted|texts|"
    r"emailed|wrote|writes|spoke|speaks|talked|talks|replied|answered|shouted|whispered|insisted|admitted|apologised|"
    r"apologized|reported|described|mentioned|wondered|hugged|nodded|shrugged"
)
_DOES = (
    r"has|had|hasn't|hadn't|does|doesn't|didn't|did|feels|felt|thinks|thought|wants|wanted|needs|needed|went|"
    r"came|left|got|"
    r"gets|goes|seems|seemed|looks|looked|kept|keeps|died|lives|lived|moved|arrived|stopped|stopped|started|"
    r"tried|tries|"
    r"believes|believed|knows|knew|hates|loves|loved|missed|misses|drank|drinks|slept|sleeps|sat|sits|stayed|"
    r"works|worked|"
    r"made|makes|took|takes|gave|gives|brought|brings|hit|met|saw|sees|showed|turned|agreed|refused|decided|finished|"
    r"spent|began|ran|put|read|won|lost|held|sent|paid|bought|fell|fought|found|forgot|grew|heard|led|let|rode|"
    r"sold|stood|"
    r"taught|threw|woke|wore|cut|chose|broke|drove|ate|flew|"
    r"can't|couldn't|won't|wouldn't|isn't|wasn't|still|never|always|also|now|again|and i|and she|and he"
)
SPEAKS = re.compile(rf" (?:just |then |also |once |finally |often )?(?:{_SPEAKS})\b", re.IGNORECASE)
"""After a word: somebody speaks, so that the word is a name."""

DOES = re.compile(rf" (?:{_DOES}|is|was|(?!need|used|based|red\b)[a-z]{{3,}}ed)\b", re.IGNORECASE)
"""After a word: somebody does something, so that the word may be a name."""

IS = re.compile(
    r" (?:is|was|has|had|isn't|wasn't|made|makes|gave|gives|helps|helped|kept|keeps|never|always|still)\b",
    re.IGNORECASE,
)
"""After a word: what may be said of a virtue, too."""

_WORKS = (
    r"(?:works?|worked|working|jobs?|employed|employer|interns?|interned|internship|position|role|post|shifts?|"
    r"career|"
    r"consult(?:s|ing|ant)?|freelances?|contracted|manager|director|engineer|nurse|staff|teach(?:es|ing)?|"
    r"taught|interview(?:ed)?|"
    r"apprenticeship|placement|accountant|lawyer|analyst|driver|clerk|assistant|developer|cleaner)"
)
_ENDS = r"(?:hired|fired|sacked|laid off|retired|resigned|redundant|employed|promoted|let go|dismissed|suspended)"
EMPLOYED_AT = re.compile(
    rf"\b(?:{_WORKS}(?: [\w'-]+){{0,5}}? (?:at|for|with)|{_ENDS}(?: \w+){{0,3}}? (?:at|by|from)) (?:the |an? )?$",
    re.IGNORECASE,
)
"""Before the name of an employer."""

WITH = re.compile(r"\b(?:with|for|by) $", re.IGNORECASE)
"""Before the name of an employer, or of a person that one works with."""

LEFT = re.compile(
    r"\b(?:left|quit|quits|quitting|joined|joining|joins|resigned from|leaving|sued|runs|ran|owns|"
    r"founded) (?:the )?$",
    re.IGNORECASE,
)
"""Before the name of an employer, unless it is a person's or a place's."""

WITHIN = re.compile(
    r"\b(?:in|near|into|outside|inside|around|across|throughout|towards?|visit(?:ed|ing|s)?|moved to|move to|"
    r"moving to|"
    r"lives? (?:in|at|near)|back (?:in|from|to)|from [a-z]+ to|fl(?:ew|y|ying) to|trips? to|travel(?:led|s|"
    r"ling)? to|drove to|"
    r"born (?:in|at)|"
    r"home (?:in|from)|way (?:home )?(?:from|to)|station|leaving|left|grew up in|raised in|the) (?:the |"
    r"central |north |south |east |west |downtown )?$",
    re.IGNORECASE,
)
"""Before the name of a place."""

FROM = re.compile(r"\b(?:from|at|via|through) (?:the )?$", re.IGNORECASE)
"""Before the name of a place, more often than of a person."""

SOMEBODY = re.compile(
    r"\b(?:w/|with|about|told|tell|met|saw|see|called|rang|texted|phoned|visited|miss|misses|missed|loves?|hates?|"
    r"meeting|seeing|"
    r"thanks|dear|hi|hello|and her|and his) $",
    re.IGNORECASE,
)
"""Before somebody's name, also in small letters."""

TOGETHER = re.compile(r"(?:,| and| &) [A-Z][a-z]")
"""After a name: another one."""

SHORT_TITLES = frozenset({"mr", "mrs", "ms", "mx", "dr", "prof"})
"""Before a name in any case."""

PLACES_BEGIN = frozenset(
    {"new", "old", "upper", "lower", "great", "little", "san", "santa", "saint", "fort", "los", "las"}
)
"""With a capital, before another word with one: the name of a place, as the words of `words/place_words.txt`."""
