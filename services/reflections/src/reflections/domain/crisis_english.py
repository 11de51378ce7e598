"""Words of crisis in English: patterns of whole words, each of which begins at the beginning of a word."""

_WISH = (
    r"(?:want(?:s|ed|ing)?|wanna|wish(?:es|ed|ing)?|hop(?:e|es|ed|ing)|need(?:s|ed)?|prefer(?:s|red)?|"
    r"decid(?:e|ed|ing)|"
    r"plan(?:s|ned|ning)?|tempted|ready|(?:would|'d) (?:rather|like)|trying|tried|try|intend(?:s|ed|"
    r"ing)?|meant|mean)"
)
_SOFT = r"(?: (?:just|really|only|so badly|all|simply|actually|honestly|to just|kind of|sort of|to))*"
_SELF = r"(?:my|him|her|them|your|our|one'?s) ?sel(?:f|ves)"
SUICIDE = (
    (
        rf"{_WISH}{_SOFT} (?:die|be dead|stop living|stop existing|end it|end things|not (?:be here|exist|"
        rf"wake up|be alive|live))\b"
        r"(?! (?:of (?:embarrass\w+|laugh\w*|boredom|old age|cringe|curiosity)|laughing|hard\b|in my own bed|"
        r"trying\b|happy\b))"
    ),
    (
        rf"kill(?:s|ed|ing)? {_SELF}\b(?! (?:laughing|at (?:the gym|work)|over (?:homework|work|this report)|"
        rf"with (?:over)?work))"
    ),
    (
        r"suicid(?:e|es|al|ality)\b(?! (?:squad|prevention|doors?|bomb\w*|is painless|awareness|pact in (?:a|"
        r"the)|watch in))"
    ),
    r"(?:end|ending|ended|take|taking|took) (?:my|his|her|their)(?: own)? (?:own )?li(?:fe|ves)\b",
    r"(?:end|ending|ended) it all\b",
    (
        r"(?:better off|happier|rather be|wish(?:ed)? (?:that )?i (?:was|were|am)|should be|might as well be|"
        r"want to be) dead\b"
    ),
    (
        r"(?:better|easier|happier) (?:off )?(?:without me|if i (?:was|were|wasn't|weren't|am|"
        r"were not) (?:dead|gone|not here|"
        r"around|here|alive|not around))\b"
    ),
    (
        r"wish(?:ed|es|ing)? (?:that )?i(?: had|'d| was| were)? ?(?:never|not) (?:been born|born|existed|woken up|"
        r"wake up)\b"
    ),
    (
        r"wish(?:ed|es|ing)? (?:that )?i (?:could|would|can) (?:just )?(?:die|(?:disappear|vanish)(?! (?:to|into|"
        r"for|on|from work))|not wake up|never wake up|stop existing)\b"
    ),
    (
        r"(?:don'?t|do not|didn'?t|did not|no longer|never|not)(?: really| even| ever| just)? (?:want|wanna|"
        r"wish|care|like)(?:ed|ing)?"
        r"(?: to)?(?: be| keep| go on| have to)? (?:liv(?:e|ing)|alive|exist(?:ing)?|be here|here anymore|"
        r"wake up|around anymore)\b"
        r"(?! (?:the (?:kids?|children|baby|house|neighbou?rs?)|my|him|her|them|anyone|anybody|so|too|for|"
        r"next|in\b|with\b|near\b|at\b|there\b|alone\b|early\b|late\b|for work|before\b|like this|here\b|"
        r"so far|next))"
    ),
    (
        r"(?:no|(?:don'?t|do not|can'?t|cannot|didn'?t|couldn'?t) (?:have|see|find|feel)(?: an?y?| the|"
        r" much)?) (?:reason|point|purpose)(?: left)? (?:(?:to|in|of|for) )?(?:live|living|being alive|"
        r"keep (?:living|going)|go on|"
        r"going on|"
        r"stay alive|staying alive|carry on living)\b"
    ),
    r"(?:nothing|not(?: much)? left) to live for\b",
    (
        r"(?:life|living)(?: is|'s| feels| was)?(?: really| just| so)?(?: (?:not|no longer|never|hardly)|"
        r" ?(?:isn|wasn|doesn)'?t)(?: really| even| feel)* worth "
        r"(?:living|it)\b"
    ),
    (
        r"(?:my life|living|being alive)(?: is| feels| seems|'s)(?: so| just| completely)? (?:pointless|"
        r"meaningless|worthless|over)\b"
    ),
    (
        r"(?:can'?t|cannot|can not|couldn'?t) (?:go on|carry on|keep (?:living|going) )(?: any ?more|"
        r" like this| living|$)"
    ),
    (
        r"(?:hang(?:ed|ing)?|shoot(?:ing)?|shot|drown(?:ed|ing)?) myself\b(?! (?:in (?:the foot|work|coffee|"
        r"books|chocolate)|up\b))"
    ),
    (
        r"(?:jump(?:ed|ing)?|throw(?:ing)?|threw|step(?:ped|ping)?)(?: myself)? (?:(?:off|from|out of) (?:a|"
        r"the|my|that) "
        r"(?:bridge|roof|building|balcony|window|cliff)|(?:in front of|under) (?:a|the|my|that) (?:train|bus|"
        r"truck|car|tram))\b"
    ),
    r"not sure (?:if |that |whether )?i (?:really )?want to (?:be alive|live|be here|exist|go on)\b",
    r"(?:go(?:ing)? to sleep|fall(?:ing)? asleep|sleep) and (?:never|not) wak(?:e|ing) up\b",
    r"(?:never|not) (?:to )?wak(?:e|ing) up (?:again|any ?more|tomorrow)\b",
    r"di(?:e|ed|ing) in my sleep\b",
    (
        r"(?:don'?t|do not|wouldn'?t|would not) (?:even )?(?:care|mind) if i (?:died|die|live|lived|was dead|"
        r"were dead)\b"
    ),
    (
        r"(?:think(?:ing)?|thoughts?|dream(?:ing)?|fantasi[sz](?:e|ing)|ideas?) (?:about |"
        r"of )(?:my (?:own )?death|dying|being dead|ending "
        r"(?:it|things|everything)|death a lot|how to die|ways to die)\b(?! my hair)"
    ),
    r"overdos(?:e|ed|ing)\b(?! (?:on|of) (?:chocolate|sugar|coffee|netflix|cute\w*|tv|cake))",
    (
        r"(?:swallow(?:ed|ing)?|take|took|taking) (?:all|every|a whole bottle of|too many)(?: of)?(?: my|"
        r" the)? (?:pills|tablets|meds)\b"
    ),
    r"(?:unalive|kms)\b",
    r"(?:ways?|how|easiest way|best way) to (?:die|kill myself|end it)\b",
    r"(?:my|a) (?:goodbye|farewell) (?:note|letter)s?\b(?! to my (?:boss|team|colleagues|class))",
    r"(?:shouldn'?t|should not|don'?t deserve to|not deserve to) (?:be alive|live|exist)\b",
    r"(?:let|make) me die\b",
    (
        r"death (?:would be|is|sounds|seems|feels like)(?: such)?(?: an?)? (?:relief|better|easier|release|"
        r"peace\w*|good|the only|comfort\w*)\b"
    ),
    r"(?:want|wanted|wish|like) to (?:just )?(?:sleep|go to sleep) (?:forever|for ever|and never|and not)\b",
    r"(?:my life|life) (?:should|has to|needs to|must) end\b",
    r"(?:feel|feels|felt|feeling) like (?:dying|i (?:want|wanted) to die)\b",
    r"want(?:ed|ing)? (?:it|this|everything|all of it)(?: all| just)? to (?:end|be over|stop for good)\b",
    r"want(?:ed|ing)? out of (?:this |my )?life\b",
    (
        r"(?:miss|notice|care|cry|mind|matter)(?: me)?(?: at all| even)? if i(?:'m|'d| was| were| am| just|"
        r" had)*(?: ever)? (?:died|die|dead|gone|disappeared|vanished)\b"
    ),
    (
        r"(?:saved|saving|hoard(?:ed|ing)|stash(?:ed|ing)|count(?:ed|ing)|collect(?:ed|ing))(?: up|"
        r" out)?(?: all)?(?: my| the| some| enough)? (?:pills|tablets|meds)\b"
    ),
    r"(?:pills|tablets|meds) and (?:count|line)(?:ed|d) them\b",
    (
        r"(?:driv(?:e|ing)|drove|steer(?:ed|ing)?|crash(?:ed|ing)?)(?: my car| the car)? (?:into|off) (?:a|"
        r"the|that|oncoming) "
        r"?(?:wall|tree|bridge|cliff|traffic|road|truck|lorry|river)\b"
    ),
    (
        r"(?:see|seeing|find|there is|there's|is|was|the) (?:no|any|a|only|an easy) way out(?: of (?:this|"
        r"life))?(?=[.,;!?]|$| of| any| for me| but| and| is)"
    ),
    r"my own funeral\b|(?:imagin(?:e|ing)|plan(?:ned|ning)?|pictur(?:e|ing)) my funeral\b",
    (
        r"(?:hate|tired of|sick of|done with|exhausted (?:by|from|of)|fed up with|over) (?:being alive|"
        r"living(?! (?:in|with|at|here|like|out|on|near))|life|existing|my life)"
        r"(?=[.,;!?]|$| and| any| so| now)"
    ),
    (
        r"wish(?:ed|es|ing)? (?:that )?i (?:hadn'?t|had not|didn'?t|did not|wouldn'?t) (?:woken|wake|survive[d]?|"
        r"exist(?:ed)?|make it)\b"
    ),
    r"end(?:ing|ed)? (?:my|the|all (?:my|the|this)|this) (?:suffering|misery|pain)\b",
    r"(?:pray(?:ed|ing)?|beg(?:ged|ging)?)(?: \w+)? (?:to die|not to wake up|to not wake up|for death)\b",
    (
        r"(?:can'?t|cannot|don'?t|do not) (?:see|imagine|picture) (?:myself|me) (?:alive|living|"
        r"being (?:alive|here|around))\b"
    ),
    r"(?:can'?t|cannot|can not) (?:live|keep living|bear living)(?: like this| with this| any ?more)\b",
    (
        r"(?:stood|standing|sat|sitting|was) (?:on|at) (?:a|the) (?:bridge|roof|ledge|edge|railing|"
        r"platform)[^.!?]{0,40}\bjump(?:ed|ing)?\b"
    ),
    (
        r"(?:not be|won'?t be|will not be|wouldn'?t be|not going to be) (?:around|here|alive) (?:much longer|"
        r"for long|anymore|any more|tomorrow)\b"
    ),
    r"(?:i|i'm|i am|i'll|i will|i'd)(?: just| going| gonna| about| better)*(?: to)? (?:off|end) myself\b",
)
SELF_HARM = (
    (
        rf"(?:hurt(?:s|ing)?|harm(?:s|ed|ing)?|injur(?:e|ed|ing)|burn(?:ed|t|ing)?|punish(?:ed|ing)?) {_SELF}\b"
        r"(?! (?:at (?:the gym|work|practi[cs]e|football|training)|play\w*|while|running|skiing|cook\w*|"
        r"on the|in the (?:kitchen|"
        r"garden)|badly (?:at|while)|when i fell|lifting|falling|mov\w+|by accident|accidentally))"
    ),
    (
        r"(?<!accidentally )(?:cut(?:s|ting)?|slic(?:e|ed|ing)) myself\b(?! (?:shav\w+|while|cook\w*|some|"
        r"off|on (?:the|a|some)|a (?:slice|piece|break)|with (?:a |the )?"
        r"(?:paper|kitchen)|chopping|slicing|by accident|accidentally|in the kitchen|at work|free|loose|"
        r"open a))"
    ),
    r"self[- ]?(?:harm|injur|mutilat)(?:s|y|e|ed|ing|ies|ion)?\b(?! (?:training|workshop|awareness))",
    (
        r"(?:cut|slit|slash)(?:ting|ted|ed|ing)? my (?:wrists?|arms?|thighs?|veins)\b(?! (?:on the|while|"
        r"cook\w*))"
    ),
    (
        r"(?:urge|want|wanted|need|feel like|felt like) (?:to )?(?:cut|cutting)(?: again)?(?=[.,;!?]|$|"
        r" again| so)"
    ),
    (
        r"(?:scratch|burn|cut|bit|pick|stabb?)(?:ed|ing|t)?(?: and \w+(?:ed|ing))? my (?:own )?(?:skin|arms?|"
        r"legs?|thighs?|wrists?)\b"
        r"(?! (?:on (?:the|a)|while|cook\w*|shav\w*|by accident|in the sun))"
    ),
    r"(?:took|taking|take|put) (?:a|the) (?:blade|razor|knife|scissors) to my\b",
    r"(?:start(?:ed|ing)?|began|begun|back to|gone back to|resumed|stop) cutting(?: myself)?(?=[.,;!?]|$| again)",
    r"(?:blade|razor|knife|scissors) (?:on|to|against|across) my (?:skin|arms?|wrists?|thighs?|legs?|throat)\b",
    r"relaps(?:e|ed|ing) (?:and cut|into cutting)\b",
)
"""Wishes to die, plans, and despair of living; behind each what makes a figure of speech of it."""

_NOT = (
    r"(?:don'?t|do not|didn'?t|did not|doesn'?t|does not|never|no longer|not|wasn'?t|isn'?t|aren'?t|"
    r"am not|won'?t|wouldn'?t|"
    r"stopped|haven'?t|hasn'?t|hadn'?t|without|rather than|instead of|no)"
)
_BETWEEN = (
    r"(?: (?:once|this|week|month|year|today|time|did|i|really|actually|even|ever|been|feel(?:ing)?|felt|"
    r"like|going|gonna|to|about|any|have|had|having|thoughts?|thinking|"
    r"thought|think|of|considered|considering|wanted|planning|at all|currently|longer|want(?:ing)?|the|"
    r"urge|intention|plans?|attempt(?:ed)?|tried|a|myself|be|do|so|active(?:ly)?))*"
)
NEGATED = rf"(?<!why )(?<!why )\b{_NOT}{_BETWEEN}[ -]?$"
NOT_NEGATED = (
    r"(?:why (?:do|did)n'?t i|why not|(?:do|did)n'?t know (?:if|whether|that|why)|can(?:'?t|not) (?:stop|"
    r"help)|not (?:sure|only|just|that)|never (?:stop(?:ped)?|been so|wanted (?:anything )?more)|"
    r"don'?t see why|not going to make it)[^.!?]*$"
)
