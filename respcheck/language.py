"""The words by which sentences and the parts of a letter are known, one table a language."""

from __future__ import annotations

from dataclasses import dataclass, replace


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split("|"))


@dataclass(frozen=True, slots=True)
class Language:
    """Word lists in lower case, apostrophes as `'`; another language is another value of this.

    Abbreviations stand without their last full stop.
    """

    # Sentences
    abbreviations: frozenset[str]  # never end a sentence
    before_numbers: frozenset[str]  # end none before a number
    usually_last: frozenset[str]  # end one before a capital
    maybe_last: frozenset[str]  # end one only before one of the `starters`
    dates: frozenset[str]  # the same, if they begin with a capital
    after_times: frozenset[str]  # what follows a time of day in the same sentence
    starters: frozenset[str]  # begin a sentence far more often than they are part of a name
    subjects: frozenset[str]  # those that begin one even where everything is lower case
    leading: frozenset[str]  # can't end a line that is complete
    # Greetings
    greetings: frozenset[str]  # begin one, whatever follows
    greeting_phrases: tuple[str, ...]  # begin one, if a name or nothing follows
    addressed: tuple[str, ...]  # stand in the name of a slot that is greeted
    reported: frozenset[str]  # begin what the one who is named before did
    addressees: frozenset[str]  # may be greeted, besides names
    unnamed: frozenset[str]  # stand in no name
    # Valedictions, signatures, footers
    farewells: frozenset[str]  # make a valediction
    thanks: frozenset[str]  # the same, if only a signature follows
    farewell_parts: frozenset[str]  # may stand in a valediction
    predicates: frozenset[str]  # make a line a statement or a request
    affiliations: frozenset[str]  # may stand in a signature, in lower case
    signers: tuple[str, ...]  # stand in the name of a slot that signs
    signatures: tuple[str, ...]  # end the name of a slot that is all of a signature
    signoffs: tuple[str, ...]  # end the name of a slot that takes leave
    contents: tuple[str, ...]  # stand in the name of a slot that holds what somebody wrote
    contacts: frozenset[str]  # label a line of a signature
    offices: frozenset[str]  # by which a department signs
    devices: tuple[str, ...]  # begin a line that a mail program signs with
    postscripts: tuple[str, ...]  # begin one
    notices: tuple[str, ...]  # stand in a sentence about the message itself
    imprints: tuple[str, ...]  # stand in a sentence at the foot of mass mail
    imprint_labels: tuple[str, ...]  # the same, in labels and links only
    originals: tuple[str, ...]  # stand in the line above a message that is answered or forwarded
    attributions: tuple[tuple[str, str], ...]  # begin and end the line above a quotation


EN = Language(
    abbreviations=_words(
        "mr mrs ms mx messrs ps pps prof rev fr dy capt sgt lt e.g i.e eg ie viz cf vs approx ca circa incl excl esp"
        " resp qty attn avg ret w/o c/o n.b nb p.s p.p p.p.s txn amt pkg"
    ),
    before_numbers=_words(
        "no nos nr rs reg ref fig figs sec sect art arts vol ext tel ph mob pp para par ch chap apt rm bldg ver"
    ),
    usually_last=_words("etc a.m p.m hr hrs min mins"),
    maybe_last=_words(
        "inc ltd co corp plc llc bros dr st ste mt ft ave rd blvd ln sq hwy dept depts div mgmt mgr jr sr esq"
        " secs wk wks mos yr yrs lb lbs al est max misc temp asst hon gen gov gr u.s u.k"
    ),
    dates=_words("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat sun"),
    after_times=_words(
        "eastern pacific central mountain local time monday tuesday wednesday thursday friday saturday sunday"
    ),
    starters=_words(
        "i i'm i've i'll i'd we we're we've we'll we'd you you're you've you'll he he's she she's it it's they"
        " they're they've this that that's these those there there's here here's the a an our your my his her its"
        " their if when once while after before until since because so but and or however unfortunately otherwise"
        " therefore instead meanwhile please pls kindly thank thanks thx sorry apologies for in on at with from by"
        " to as no not yes ok okay what why how where who which can can't could do don't does did is are was were"
        " would have has let's just also any all each both some most many once then next now today tomorrow feel"
        " should see click contact call visit check reply tell send note registered such same every nobody"
        " nothing none only"
    ),
    subjects=_words(
        "i i'm i've i'll i'd we we're we've we'll we'd you you're you'll they they're it's that's there's please"
        " pls thanks thank sorry can could kindly if our"
    ),
    leading=_words(
        "and or but nor the a an of in on at to for from with by as than that which who whose if when because your"
        " our my his her its their this these is are was were be been has have had will would can could should may"
        " might not no very more into onto over under per via please mr mrs ms dr"
    ),
    greetings=_words("hi hello hey hiya heya hallo howdy greetings dear dearest g'day gday hullo"),
    greeting_phrases=_phrases(
        "good morning | good afternoon | good evening | good day | morning | afternoon | evening | yo | attn"
        " | attention | welcome back | to whom it may concern | sir/madam | madam/sir | sir or madam"
        " | ladies and gentlemen"
    ),
    addressed=_phrases("name | user | customer | client | recipient | member | contact | borrower | patron | first"),
    reported=_words(
        "mentioned commented replied responded invited shared added assigned requested posted reacted followed"
        " liked left sent wrote said asked has is was just"
    ),
    addressees=_words(
        "there all again everyone everybody folks team both sir madam customer customers client guest member friend"
        " friends and & or of the to ji dear good morning afternoon evening day"
    ),
    unnamed=_words(
        "i i'm i've i'll i'd we we're we've we'll we'd you you're you've your yours our my me us it it's this that"
        " that's these those they is are was were be been am do did does don't have has had will would can can't"
        " could should may thanks thank thx ty cheers sorry apologies please pls just not no yes yep ok okay if when"
        " as for because so but unfortunately regarding re about with what why how where who which great nice"
        " lovely happy congratulations congrats hope glad"
    ),
    farewells=_words(
        "regards rgds wishes greetings sincerely faithfully truly respectfully cordially warmly thanking gratefully"
        " sympathy condolences"
    ),
    thanks=_words("yours thanks thank cheers best love care thx ta gratitude appreciation soon bye goodbye xo xx"),
    farewell_parts=_words(
        "kind kindest best warm warmest with many all the very and my our you again in advance sincere friendly"
        " most once more take see talk speak so much good bye for now always ever stay"
    ),
    predicates=_words(
        "i i'm i've i'll we we're we've we'll you you're you've you'll it it's they is isn't are aren't was were be"
        " been am will won't would can can't cannot could should must may has have had don't does did didn't not"
        " please if this that these there rate click tap reply visit download read learn track view get find check"
        " see need needs know confirm open let"
    ),
    affiliations=_words("your the and & of at from for on in behalf friends everyone all de du la le van von der am"),
    signers=_phrases(
        "name | sign | agent | sender | staff | team | author | company | brand | support | from | assignee | manager"
        " | operator | owner | user | admin | site | app"
    ),
    signatures=("signature", "_sig", ".sig"),
    signoffs=("regards", "signoff", "sign_off"),
    contents=_phrases("message | comment | content | body | note | description | justification | remark"),
    contacts=_words(
        "email e-mail mail phone telephone tel fax mobile cell call free web website www url address office hotline"
        " twitter facebook instagram linkedin t e m p f w"
    ),
    offices=_words(
        "team support care desk service services department dept office unit branch mod mods staff relations"
        " helpdesk manager customer reception experience section board committee group crew success ops operations"
        " billing administrator admin admins volunteers editors management agent bot robot moderator moderators clerk"
        " secretary registrar director officer bureau secretariat"
    ),
    devices=_phrases("sent from my | sent from outlook | sent from yahoo | get outlook for"),
    postscripts=_phrases("p.s | ps: | ps. | ps - | p.p.s | pps"),
    notices=_phrases(
        "automated message | automated email | automated e-mail | automatic message | automatically generated"
        " | auto-generated | not reply | no-reply | noreply | not monitored | unmonitored | unattended"
        " | cannot receive | can't receive | cannot accept repl | does not accept repl | replies to this"
    ),
    imprints=_phrases(
        "unsubscribe | to opt out | reply stop to | receiving this | received this email | received this message"
        " | received this because | you get these | this email was sent | this e-mail was sent"
        " | this message was sent | intended recipient | intended solely | intended only for | email was intended for"
        " | addressee only"
        " | is confidential | confidential and | confidential information | all rights reserved | copyright 20 | ©"
        " | (c) 20 | registered in england | registered in scotland | registered in ireland | ltd is registered"
        " | limited is registered | registered office | registered number | registered company"
        " | registered charity | trading name of | company number | company no. | vat number | vat no | vat reg"
        " | and regulated by | no longer wish to receive | no longer want to receive | stop receiving | stop these"
        " | consider the environment | before printing"
    ),
    imprint_labels=_phrases(
        "privacy policy | privacy notice | privacy statement | terms of service | terms of use | preferences"
        " | notification settings | view in browser | view this email | view online | registered in | copyright"
        " | po box | p.o. box | opt out"
    ),
    originals=_phrases("original message | forwarded message | original e-mail | original email"),
    attributions=(("on ", "wrote:"),),
)

#: What Spanish parts sentences by; the forms of letters are known in English only.
ES = replace(
    EN,
    abbreviations=_words("sr sra srta sres dr dra d dña ing lic prof ud uds vd vds ej p.ej aprox admón atte fdo izq"),
    before_numbers=_words("núm núms nº pág págs art arts tel tfno tlf ext vol cap apdo av avda c/ fig ref"),
    usually_last=_words("etc a.m p.m h hs"),
    maybe_last=_words("s.a s.l cía ltda ee.uu min máx"),
    dates=_words("ene feb mar abr may jun jul ago sept oct nov dic lun mié jue vie sáb dom"),
    after_times=_words("hora horas peninsular local lunes martes miércoles jueves viernes sábado domingo"),
    starters=_words(
        "el la los las un una unos unas este esta estos estas ese esa eso esto lo su sus nuestro nuestra nuestros mi"
        " si cuando como porque aunque pero y o además también sin por para en con de desde hasta según no sí ya"
        " gracias lamentamos sentimos disculpe perdone puede podemos hemos ha le les te se nos quedamos esperamos"
        " llame llámenos escríbanos responda consulte visite"
    ),
    subjects=_words("yo usted ustedes nosotros ellos gracias lamentamos sentimos puede podemos no si"),
)

#: The languages whose words are known; a text in any other is read by those of English.
LANGUAGES = {"en": EN, "es": ES}
