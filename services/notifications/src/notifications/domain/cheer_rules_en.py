"""What the cheer check looks for in English: phrases, not bare words, wherever a bare word has an innocent use.

A blank stands for any white space. Each pattern begins and ends at the edge of a word, so that "die" is never found in
"diet". What a pattern must leave alone stands beside what it finds in tests/data/cheer/en.tsv.
"""

from notifications.domain.cheer_finding import FindingKind as Kind

_HOW = (
    r"(?:(?:so|such|really|very|truly|just|simply|absolutely|quite|always|all|honestly"
    r"|incredibly|amazingly|extremely|exceptionally|remarkably|the|an?|my|one) )*"
)
_QUALITY = (
    r"(?:amazing|awesome|brilliant|brave|courageous|strong|smart|clever|intelligent|gifted|talented|special|unique"
    r"|inspiring|inspirational|incredible|wonderful|fantastic|great|perfect|remarkable|exceptional|outstanding"
    r"|extraordinary|resilient|unstoppable|superhuman|impressive|tough|a natural)"
)
_HERO = r"(?:star|rock ?star|hero|heroine|champion|champ|fighter|warrior|legend|winner|genius|superstar|inspiration)"
_PERSON = r"(?:person|human(?: being)?|man|woman|client|soul|individual|lad|girl|boy|guy)"
_GRAND = (
    r"(?:amazing(?:ly)?|awesome|incredib(?:le|ly)|fantastic|wonderful(?:ly)?|extraordinary|phenomenal(?:ly)?|outstanding"
    r"|exceptional(?:ly)?|remarkabl[ey]|brilliant(?:ly)?|spectacular(?:ly)?|magnificent(?:ly)?|fabulous|stunning"
    r"|unbelievabl[ey]|astonishing(?:ly)?|astounding|miraculous(?:ly)?|tremendous(?:ly)?|superb(?:ly)?|mind-?blowing"
    r"|terrific|marvell?ous|flawless(?:ly)?|epic|breathtaking|sensational|a miracle)"
)
_CLOSE = r"(?:brother|sister|friends?|wife|husband|colleagues?|mother|father|peers|neighbou?rs?|flatmates?)"
_OTHERS = (
    rf"(?:most(?: people| clients)?|other (?:people|clients)|others|anyone(?: else)?|anybody"
    rf"|everyone(?: else)?|the rest|(?:the )?average|your {_CLOSE})"
)
_UNIT = r"(?:days?|nights?|weeks?|months?|mornings?|evenings?|sessions?|times?)"
_MINE = (
    r"(?:advice|technique|method|approach|idea|suggestion|intervention|plan|exercise|homework"
    r"|tip|guidance|strategy|support)s?"
)
_WORKS = (
    r"(?:(?:is|are|has|have|really|finally|clearly|was|were|did|been) )*(?:work(?:s|ed"
    r"|ing)?|help(?:s|ed|ing)?|paid off|paying off|made the difference|the reason|right"
    r"|did the trick)"
)
_CARE = r"(?:therapy|treatment|counselling|counseling|app|programme|program|medication|meds|sessions)"
_INSTRUMENT = (
    r"(?:(?:PHQ|GAD|PCL|BDI|HADS|CES-D|DASS|MADRS|HAM-D)(?:[- ]?(?:II|5|7|9|21))?"
    r"|(?:CORE|WHO|OQ|ORS|SRS|SCL|K)[- ]?(?:OM|\d{1,4})|ORS|SRS)"
)

RULES: tuple[tuple[Kind, str], ...] = (
    (Kind.PERSON_PRAISE, r"(?:(?:so|very|really|incredibly|extremely) )*proud of (?:you|yourself|who you are)"),
    (
        Kind.PERSON_PRAISE,
        (
            r"(?:you )?(?:should|can|must|may|have every right to) (?:all |really )?be (?:so "
            r"|very |really )?proud"
        ),
    ),
    (Kind.PERSON_PRAISE, r"(?:you )?(?:make|made|making) me (?:so |very |really )?proud"),
    (
        Kind.PERSON_PRAISE,
        (
            rf"you(?:'re| are| were|'ve been| have been) {_HOW}(?:{_QUALITY}|{_HERO})(?: {_PERSON})?"
            rf"(?!-| (?:enough to|part of))"
        ),
    ),
    (Kind.PERSON_PRAISE, rf"you(?:'re| are| were) {_HOW}(?:good|kind|lovely|nice|beautiful) {_PERSON}"),
    (
        Kind.PERSON_PRAISE,
        (
            rf"what an? (?:{_QUALITY} )?(?:{_HERO}|(?:strong|brave|great|lovely|wonderful"
            rf"|special) {_PERSON})"
        ),
    ),
    (Kind.PERSON_PRAISE, rf"such an? (?:{_QUALITY}|good|kind|lovely|nice|beautiful) {_PERSON}"),
    (Kind.PERSON_PRAISE, r"you must be (?:so |very |really )?(?:smart|clever|talented|gifted|strong|brave|special)"),
    (Kind.PERSON_PRAISE, r"(?:so|very|really) (?:smart|clever|brave|strong|courageous|good) of you"),
    (
        Kind.PERSON_PRAISE,
        (
            r"you have (?:(?:so much|such|an?|real|true|incredible|amazing|great|a lot of) )+"
            r"(?:strength(?! training)|courage|talent|willpower|character|resilience|gift"
            r"(?! (?:to|for|shop|card)))"
        ),
    ),
    (
        Kind.PERSON_PRAISE,
        (
            r"your (?:[a-z']{1,20} )?(?:strength|courage|talent|resilience|willpower|bravery"
            r"|intelligence|brilliance) (?:is|are|was|amazes|inspires|impresses|shines|has)"
            r"(?! (?:yours|coming|gone|low))"
        ),
    ),
    (
        Kind.PERSON_PRAISE,
        (
            r"I (?:really |truly |so )?(?:admire|respect|look up to) (?:you|your (?:strength"
            r"|courage|resilience|character))(?! (?:need|wish|choice|decision|right))"
        ),
    ),
    (Kind.PERSON_PRAISE, r"(?:I'm|I am|I was) (?:so |very |really |deeply )?(?:impressed (?:by|with)|in awe of) you"),
    (Kind.PERSON_PRAISE, r"you (?:really |truly |always )?(?:inspire|impress|amaze|astonish) (?:me|us|everyone)"),
    (Kind.PERSON_PRAISE, r"you (?:totally |really )?(?:rock|rule)(?= ?(?:[.!?,]|$))"),
    (Kind.PERSON_PRAISE, r"(?:good|clever|brave) (?:girl|boy|lad)"),
    (
        Kind.PERSON_PRAISE,
        (
            r"(?:always |just )?knew you (?:could|had it in you|would (?:make|do) it|were "
            r"(?:capable|special|strong))"
        ),
    ),
    (Kind.PERSON_PRAISE, r"(?:born|natural-born) (?:leader|fighter|winner|survivor)"),
    (Kind.SUPERLATIVE, _GRAND),
    (
        Kind.SUPERLATIVE,
        (
            r"(?<!in )(?<!at )the (?:very )?best(?! (?:way|time|place|moment|day|number|option"
            r"|of both|you could|thing to|for you|one can|left|bus|route|wishes))"
        ),
    ),
    (
        Kind.SUPERLATIVE,
        (
            r"(?:your |my |the )?(?:best|greatest|biggest|proudest)(?: [a-z']{1,20}){0,2} "
            r"(?:ever|yet|so far)"
        ),
    ),
    (Kind.SUPERLATIVE, r"(?:the )?greatest"),
    (
        Kind.SUPERLATIVE,
        (
            r"the most (?:impressive|amazing|inspiring|beautiful|successful|important|significant"
            r"|incredible|wonderful|courageous|powerful|progress)(?: [a-z']{1,20})?"
        ),
    ),
    (
        Kind.SUPERLATIVE,
        (
            r"(?:huge|massive|enormous|gigantic|giant|colossal|monumental|dramatic|spectacular"
            r"|immense) (?:win|success|progress|step|steps|leap|achievement|improvement|change"
            r"|victory|difference|milestone|accomplishment|breakthrough)"
        ),
    ),
    (
        Kind.SUPERLATIVE,
        (
            r"(?<!not )(?<!n't )(?<!never )(?<!be )(?<!being )(?<!than )(?<!without )(?<!nothing )"
            r"(?<!nobody is )perfect(?:ly)?(?= ?(?:[.!,]|$| (?:work|week|job|result|score"
            r"|example|month|day|execution|recovery)))"
        ),
    ),
    (Kind.SUPERLATIVE, r"(?:never|not) been (?:better|prouder|this good)"),
    (Kind.SUPERLATIVE, r"(?:total|complete|absolute|resounding|smashing) (?:success|triumph|victory|transformation)"),
    (Kind.SUPERLATIVE, r"blown away|over the moon|out of this world|second to none|off the charts"),
    (Kind.SCORE, _INSTRUMENT + r"(?: (?:scores?|total|result)s?)?"),
    (
        Kind.SCORE,
        (
            r"(?<!film )(?<!musical )(?<!orchestral )(?<!piano )(?<!keep )(?<!keeping )(?<!the final )"
            r"(?<!know the )(?<!knows the )(?<!settle the )(?<!settle a )(?<!old )(?<!match )scores?"
            r"(?! (?:of (?:the|a|that) (?:match|game|film|piece|symphony|musical|opera)|by heart"
            r"|sheet|to the film|to settle))"
        ),
    ),
    (Kind.SCORE, r"scored (?:an? )?(?:\d{1,4}|lower|higher|better|worse|well|low|high|below|above)"),
    (
        Kind.SCORE,
        (
            r"\d{1,4}(?:\.\d{1,4})? points?(?! (?:you (?:wanted|made|raised)|on (?:the|your) "
            r"(?:list|agenda)|of view|for (?:the|your) team))"
        ),
    ),
    (
        Kind.SCORE,
        (
            r"(?:down|up|by) (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
            r"|several) points?|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
            r"|several) points? (?:down|up|lower|higher|less|fewer|better|drop)"
        ),
    ),
    (
        Kind.SCORE,
        (
            r"(?:from (?:an? )?\d{1,4} (?:down |up )?to (?:an? )?\d{1,4}(?= ?(?:[.!,;]|$"
            r"| (?:on|in) (?:the|your) (?:scale|questionnaire|measure|form))))(?<!\d:\d\d)"
        ),
    ),
    (
        Kind.SCORE,
        (
            r"(?:went|gone|dropped|fell|fallen|came|come|rose|risen|down|up|moved|improved"
            r"|decreased|increased|climbed) (?:down |up )?(?:from (?:an? )?\d{1,4} (?:down "
            r"|up )?to (?:an? )?\d{1,4}|by \d{1,4}(?:\.\d{1,4})?(?! (?:minutes|o'clock|am"
            r"|pm|train|bus))|to (?:an? )?\d{1,4}(?= ?(?:[.!,;]|$)))"
        ),
    ),
    (Kind.SCORE, r"\d{1,4}(?:\.\d{1,4})? ?(?:%|per ?cent)(?! (?:off|battery|cotton|cocoa|discount))"),
    (
        Kind.SCORE,
        (
            r"\d{1,4} (?:out of|on a scale) (?:of )?\d{1,4}(?! (?:days|evenings|mornings"
            r"|nights|weeks|times|sessions|people|steps|pages))"
        ),
    ),
    (Kind.SCORE, r"(?<![\d/])(?<!on )(?:[0-9]|10)/10(?![/の日])"),
    (Kind.SCORE, r"(?:rat(?:ing|ed)|mark|graded?) (?:[a-z']{1,20} )?(?:of|at|as|with) (?:an? )?\d{1,4}"),
    (
        Kind.SCORE,
        (
            r"questionnaires?(?: (?:scores?|results?))?|(?:your|the) (?:test|assessment|measure"
            r"|scale) results?"
        ),
    ),
    (Kind.CLINICAL, r"symptom(?:s|atic|atology)?"),
    (
        Kind.CLINICAL,
        (
            r"(?:major |mild |moderate |severe |clinical |postnatal |your )?depressi(?:on"
            r"|ve)(?: (?:episode|symptoms|disorder))?"
        ),
    ),
    (Kind.CLINICAL, r"(?:clinically )depressed|clinical(?:ly)?(?: [a-z']{1,20})?"),
    (Kind.CLINICAL, r"diagnos(?:is|es|ed|tic)"),
    (
        Kind.CLINICAL,
        (
            r"(?:(?:anxiety|panic|personality|eating|mood|bipolar|stress|sleep|obsessive[- ]compulsive"
            r"|adjustment) )?disorders?"
        ),
    ),
    (
        Kind.CLINICAL,
        (
            r"(?:your )?(?:anxiety|panic|stress) (?:levels?|symptoms?|score|severity|is "
            r"(?:down|lower|reduced|improving)|has (?:decreased|reduced|improved|dropped))"
        ),
    ),
    (Kind.CLINICAL, r"relaps(?:e|es|ed|ing)|(?:in |full |into )?remission"),
    (
        Kind.CLINICAL,
        (
            r"PTSD|OCD|ADHD|BPD|bipolar|psychosis|psychotic|schizophreni[ac]|mania|manic"
            r"|insomnia|post-?traumatic"
        ),
    ),
    (Kind.CLINICAL, r"suicid(?:e|al|ality)|self-?harm(?:ing|ed)?"),
    (
        Kind.CLINICAL,
        (
            r"your treatment(?: plan| response| outcome)?|treatment (?:plan|response|outcome"
            r"|goals?|gains?|effect)"
        ),
    ),
    (
        Kind.CLINICAL,
        (
            r"(?:as|like|my|our|another|every|model|psychiatric) patients?|a patient(?! "
            r"(?:friend|listener|teacher|man|woman|person|way|look|voice|hand))|patients"
            r"(?!')"
        ),
    ),
    (
        Kind.CLINICAL,
        (
            r"sudden gains?|reliabl[ey] (?:change|improve(?:ment|d)|recovered|recovery)|deteriorat"
            r"(?:e|ed|ing|ion)|baseline|severity|caseness|comorbid[a-z]{0,5}|patholog[a-z']{1,20}"
            r"|prognosis|psychiatric"
        ),
    ),
    (Kind.COMPARISON, rf"(?:[a-z']{{1,20}} )?than {_OTHERS}"),
    (Kind.COMPARISON, rf"(?:ahead of|compared (?:to|with)|unlike|relative to) {_OTHERS}"),
    (Kind.COMPARISON, r"my (?:best|favou?rite|star|model|easiest|most [a-z']{1,20}) (?:client|case|patient)"),
    (
        Kind.COMPARISON,
        (
            r"(?:most|other|many|some) (?:people|clients)(?: [a-z']{1,20}){0,2} (?:would"
            r"|wouldn't|don't|do not|can't|cannot|never|give|gave|fail|failed|quit|couldn't"
            r"|struggle|take|need)(?: [a-z']{1,20})?"
        ),
    ),
    (
        Kind.COMPARISON,
        (
            r"(?:above|below|beyond) (?:the )?average|one of (?:the|my) (?:best|few|strongest"
            r"|most [a-z']{1,20}|quickest|fastest)|in the top [a-z']{1,20}|top of the class"
            r"|outperform(?:s|ed|ing)?|nobody else (?:could|would|has|here)|no one else "
            r"(?:could|would|has|here)|like no ?(?:one|body) else|the rest of the group "
            r"(?:is|are|was|were|has|have|can)"
        ),
    ),
    (Kind.STREAK, rf"(?:(?:\d{{1,4}}|[a-z']{{1,20}}) )?(?:[a-z']{{1,20}} )?{_UNIT} in a row|{_UNIT} running"),
    (
        Kind.STREAK,
        (
            r"(?:[a-z']{1,20}-)?(?:[a-z']{1,20} )?streaks?(?! of (?:light|sun|sunlight|colou?r"
            r"|paint|red|gold|rain|mud))"
        ),
    ),
    (Kind.STREAK, rf"without (?:missing|skipping|breaking) (?:an? |one |even )*(?:single )?{_UNIT}"),
    (
        Kind.STREAK,
        (
            rf"(?:never|not|n't|have not|has not) (?:once )?(?:missed|skipped) (?:an? |one "
            rf"|even )*(?:single )?{_UNIT}"
        ),
    ),
    (
        Kind.STREAK,
        (
            r"(?:(?:don't|do not|never) break the|keep (?:up )?the) (?:chain|run)|unbroken "
            r"(?:run|chain|record|series)|perfect (?:attendance|record)|clean sheet"
        ),
    ),
    (
        Kind.STREAK,
        (
            rf"(?:[a-z']{{1,20}} )?consecutive {_UNIT}|[a-z']{{1,20}} (?:straight|solid) {_UNIT}"
            rf"|[a-z']{{1,20}} {_UNIT} straight"
        ),
    ),
    (
        Kind.STREAK,
        (
            rf"\d{{1,4}} {_UNIT} (?:without (?:an? )?(?:panic|drink|cigarette|binge|slip|relapse"
            rf"|incident|attack|episode)(?:s|es)?|clean|sober|free of)"
        ),
    ),
    (
        Kind.STREAK,
        (
            r"(?:earn(?:ed|s)?|won|win|collect(?:ed)?|unlock(?:ed)?) (?:[a-z']{1,20} ){0,2}"
            r"(?:badges?|stars?|trophy|medal|points|rewards?|level|achievement)|gold star"
            r"|level(?:l?ed)? up|(?:new )?personal (?:best|record)|(?:here is|here's|as) "
            r"(?:a|your) reward"
        ),
    ),
    (
        Kind.TAKING_CREDIT,
        (
            rf"(?:thanks to|because of|due to|owing to) (?:me|my [a-z']{{1,20}}|our (?:work"
            rf"|{_CARE}|meetings)|the (?:{_CARE}|techniques?|exercises?)|what I (?:taught"
            rf"|told|showed|gave) you)"
        ),
    ),
    (Kind.TAKING_CREDIT, rf"(?:my {_MINE}|our (?:{_MINE}|work|sessions|meetings)) {_WORKS}"),
    (Kind.TAKING_CREDIT, rf"(?:the |our |your |this )(?:{_CARE}|technique|method|approach) {_WORKS}"),
    (
        Kind.TAKING_CREDIT,
        (
            r"I (?:(?:was able to|could|finally|have|also) )*(?:helped|help|fixed|healed"
            r"|cured|saved|guided|led|pushed|trained|brought|carried) you(?! (?:a|an|the"
            r"|some|your) )(?! (?:carry|move))"
        ),
    ),
    (
        Kind.TAKING_CREDIT,
        (
            r"I (?:(?:have|finally|also) )*(?:taught|showed|told) you (?:how|that (?:it|this) would"
            r"|to|this would|it would|so)(?! (?:the|my|a) )"
        ),
    ),
    (Kind.TAKING_CREDIT, r"I (?:got|made) you (?:to|through|do|try|better|believe|feel|see)(?! (?:tea|coffee))"),
    (
        Kind.TAKING_CREDIT,
        (
            r"I (?:always )?(?:knew|said|predicted|promised)(?: you)? (?:it|this|that|my [a-z']{1,20}"
            r"|the [a-z']{1,20}) (?:would|was going to|will) (?:work|help|pay off)"
        ),
    ),
    (
        Kind.TAKING_CREDIT,
        (
            r"with (?:my|our) (?:help|support|guidance)|(?:my|our) (?:success|victory|achievement"
            r"|triumph|result)|we (?:did|made|cracked|nailed|beat) it(?! (?:to|in time|home"
            r"|through))|as I (?:told|advised|suggested|predicted)(?: you)?|(?:you )?listened to "
            r"(?:me|my advice)|(?:because|since) I (?:taught|told|showed|helped|encouraged"
            r"|pushed) you|you owe (?:it|this) to|I take (?:some |a little |full )?credit"
        ),
    ),
)
"""Each kind with a pattern of it; of findings within one another the longest counts."""
