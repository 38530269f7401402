"""From when on something speaks against asking now: every threshold of `ask`, each with its reason.

They are about when to ask, never about what somebody is worth. Nothing here holds for friends, family and
partners: between them nothing is counted (P16).
"""

# The last so many times in touch each carried an ask of mine, and nothing else lies between. Two can be one
# matter asked about twice; with three the other side sees a pattern, whatever was meant.
ASKS_IN_A_ROW_WARM_UP = 2
ASKS_IN_A_ROW_NOT_YET = 3

# Without an ask of mine we were last in touch so long ago, or their cadence ago where that is longer: half a
# year is when a message that only asks begins to look as if it were the reason for writing at all.
SILENT_AFTER_DAYS = 180

# Attempts since the last contact. One may have been missed; after two another channel or a lighter word is
# kinder; after three the person rests anyway until one of you writes (as in the due list).
ATTEMPTS_WARM_UP = 2
ATTEMPTS_NOT_YET = 3

# A promise or a loan without a day counts as late after so long: a week is how long people wait before they
# wonder. With a day it is late when that is past.
UNDATED_LATE_AFTER_DAYS = 7

# A favor, or an introduction, of which they never heard how it ended: after a year the question is stale.
UNTOLD_WITHIN_DAYS = 365

# In touch on fewer days than this, and met less than so many days ago: an ask would be the first thing they
# learn of me.
KNOWN_AFTER_CONTACTS = 2
KNOWN_AFTER_DAYS = 180

# So many asks of mine in a year while nothing I gave is written down. Notes forget small kindnesses, so this
# only ever says “warm up first”. A mentor's giving is the tie itself: they are not counted with.
ASKS_A_YEAR_ONE_SIDED = 4
GIVING_IS_THE_TIE = frozenset({"mentor", "teacher", "coach", "advisor", "supervisor"})
YEAR_DAYS = 365

# Whose work it is to be asked: no row of asks, no silence and no one-sided year speaks against it.
ASKING_IS_THEIR_WORK = frozenset(
    """doctor dentist therapist lawyer accountant tax-adviser landlord landlady plumber electrician craftsman
    arzt ärztin zahnarzt zahnärztin therapeut therapeutin anwalt anwältin steuerberater steuerberaterin
    vermieter vermieterin handwerker""".split()
)

# Of a friend: all contact in a year carries an ask, and there were at least so many.
FRIEND_ONLY_ASKED = 3

MOST_ALTERNATIVES = 2
