"""The words of the claim stage: how the parts of a claim hang together, by what the words do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FILE: Final = "claim.yaml"
"""The lexicon's file with these lists, each with its words and examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimVocabulary:
    """Lists of words, in lower case; as written in the text unless they are called lemmas."""

    of: tuple[str, ...]
    """Before the whole, the kind or the owner."""
    by: tuple[str, ...]
    """Before who does what a passive says."""
    kept_from: frozenset[str]
    """Before what somebody is kept from."""
    infinitive: frozenset[str]
    """Before an infinitive."""
    that: frozenset[str]
    """Conjunctions that open a clause and say nothing of its status."""
    nouns_own: frozenset[str]
    """Prepositions after a noun that belong to it, not to its verb."""
    counted: frozenset[str]
    """Before what a trigger's own number counts."""
    weapon_of: tuple[str, ...]
    """Behind a weapon, before whose it is."""
    struck_with: tuple[str, ...]
    """Before the weapon that a deed is done with."""
    undergone: frozenset[str]
    """Before a noun that a verb does or undergoes."""
    spots: frozenset[str]
    """Roles of place in the codebook that say where, not what was taken."""
    directions: frozenset[str]
    """Before "of" and "from", and part of the preposition."""
    over: frozenset[str]
    """Auxiliaries of what is said to be over, however sure."""
    had: frozenset[str]
    """Auxiliaries of the perfect of the past."""
    have: frozenset[str]
    """The lemma of the perfect's auxiliary."""
    be: frozenset[str]
    """The lemma of the progressive's auxiliary."""
    simple_past: frozenset[str]
    """Auxiliaries that leave a verb in the simple past."""
    would: frozenset[str]
    """Auxiliaries of what is not there yet."""
    relatives: frozenset[str]
    """Words that may stand for the noun before them."""
    one_person: frozenset[str]
    """Pronouns of one person."""
    several: frozenset[str]
    """Pronouns of several."""
    thing: frozenset[str]
    """Pronouns of one thing, body or state."""
    place_pronouns: frozenset[str]
    """Pronouns that may be of the class of places."""
    pointers: frozenset[str]
    """Words that stand for a place where a place is asked for."""
    spot_pointers: frozenset[str]
    """Those of them that say where something happened without a preposition."""
    where: frozenset[str]
    """Words that open a clause on what is in a place."""
    here: frozenset[str]
    """Those that stand for the place that the dateline names, where there is one."""
    it: frozenset[str]
    """Pronouns that stand for the place last described, before the one last named."""
    he_or_she: frozenset[str]
    """Pronouns by which a speaker is one person."""
    faceless: frozenset[str]
    """Pronouns that do not tell who speaks; what they stand for is looked up."""
    hearers_only: frozenset[str]
    """Pronouns that can be told and cannot say."""
    speakers: frozenset[str]
    """Pronouns that stand for the speaker."""
    owners: frozenset[str]
    """Possessives that stand for somebody, whatever their tag."""
    speakers_own: frozenset[str]
    """Possessives of the speaker's side."""
    known: frozenset[str]
    """Before a noun that the report takes for known."""
    genitives: tuple[str, ...]
    """Endings of a possessor."""
    plural: tuple[str, ...]
    """Endings of a plural."""
    verb_endings: tuple[str, ...]
    """Endings of a word behind a name's comma that opens no apposition."""
    name_stops: tuple[str, ...]
    """Words behind which the words of a name begin."""
    leading: frozenset[str]
    """Words that open a phrase of its own, not an office, before the comma of a name."""
    introducing: frozenset[str]
    """Words before a party's name in a phrase that is about the party."""
    clause_openers: frozenset[str]
    """Words behind a name's comma that open no apposition."""
    joining: tuple[str, ...]
    """Between two who are named together."""
    siding: tuple[str, ...]
    """Before a party whose side somebody is on."""
    belonging: frozenset[str]
    """Between people and the side that they are of ("fighters from")."""
    tied: frozenset[str]
    """Lemmas that tie people to the side behind them ("militants linked with")."""
    tied_by: frozenset[str]
    """Prepositions between these and the side."""
    beside_them: tuple[str, ...]
    """Lemmas of those who are none of the party named behind "of" ("an affiliate of")."""
    reciprocals: frozenset[str]
    """Words that stand for no participant of their own."""
    topics: tuple[str, ...]
    """Before what somebody deals with, who is not of it."""
    according: tuple[str, ...]
    """Prepositions before a source."""
    asides: frozenset[str]
    """Conjunctions that open a saying beside its clause."""
    cause: frozenset[str]
    """Before the deed that something is done for: it lies before that."""
    contrast: frozenset[str]
    """Conjunctions that set one saying against another: who says the one does not report the other."""
    nobody: tuple[str, ...]
    """Beginnings of a source that is nobody."""
    hearers: tuple[str, ...]
    """Prepositions before who was told, those of the nearest first."""
    talks: Mapping[str, str]
    """The preposition before a talk, to the one in it before the partner."""
    ordinals: frozenset[str]
    """Lemmas that say in which order something was done: an infinitive behind them tells of a deed."""
    none_of: frozenset[str]
    """Before a subject of which what is said is denied."""
    coming_about: frozenset[str]
    """Lemmas of verbs that say that something comes about."""
    taking_place: Mapping[str, str]
    """The same, as a verb's lemma and its object."""
    count_words: frozenset[str]
    """Numbers that count people unless they say what."""
    bare: frozenset[str]
    """Words that stand for those counted where no noun does ("14 others")."""
    harmed: Mapping[str, str]
    """Words for what befell people, right behind their number, whatever their tag ("12 wounded", "70 dead"), to the
    lemma of the verb that says so."""
    harming: frozenset[str]
    """Lemmas of verbs that ask for an object: without one, their subject underwent what they say ("nine killed")."""
    harms: frozenset[str]
    """Lemmas of nouns for what befell people ("injuries to 37")."""
    tolls: frozenset[str]
    """Lemmas of verbs that give a number to their subject or object ("the toll rose to 45")."""
    toll_cases: frozenset[str]
    """Prepositions before that number."""
    either: frozenset[str]
    """Between two harms of which each person suffered one ("killed or wounded")."""
    both_harms: tuple[str, ...]
    """What those are counted as, the first: a noun of a mixed kind in the codebook's `incidents.yaml`."""
    further: frozenset[str]
    """Words by which a number is of those beside others told before ("three other insurgents")."""
    beside: tuple[str, ...]
    """Prepositions before whom the same befell ("killed along with his son")."""
    one_more: frozenset[str]
    """Words that stand for one more of what was told before, elsewhere ("and another in Goma")."""
    harm_cases: frozenset[str]
    """Prepositions between those and a number."""
    backing: frozenset[str]
    """Lemmas of verbs by which somebody helps another to act."""
    amid: frozenset[str]
    """Prepositions before a fight in the course of which something is done."""
    in_course: frozenset[str]
    """Before an assault in whose course its doer does something else."""
    pairing: frozenset[str]
    """Words before a noun by which it means two who stand against each other."""
    paired: frozenset[str]
    """Lemmas of these nouns."""
    hitting: frozenset[str]
    """Lemmas of verbs that say whom a deed hits."""
    firing: frozenset[str]
    """Lemmas of verbs by which a weapon is used: who does this did what the weapon does."""
    using: frozenset[str]
    """Lemmas of verbs that say whose a thing is."""
    mutual: frozenset[str]
    """Lemmas of fights in which those behind "with" fight like the others."""
    mutual_with: tuple[str, ...]
    """Prepositions before these."""
    amongst: tuple[str, ...]
    """Prepositions before all who fight each other."""
    facing_by: frozenset[str]
    """Prepositions before the sides of a fight or a talk, also where they stand behind its verb."""
    engaged: frozenset[str]
    """Lemmas of verbs in whose passive somebody takes part in a fight."""
    including: frozenset[str]
    """Lemmas of verbs whose object tells who is among those of their subject."""
    against: tuple[str, ...]
    """Prepositions before whom somebody fights."""
    struck_after: frozenset[str]
    """Prepositions before what a deed is done to."""
    causing: frozenset[str]
    """Lemmas of verbs by which one thing brings another about."""
    suffering: frozenset[str]
    """Lemmas of verbs whose subject suffers what their object names."""
    unsuffered: frozenset[str]
    """Lemmas of verbs that are never in the passive."""
    violent: frozenset[str]
    """Lemmas of verbs for what armed men do to others, so that no victim is their subject."""
    getting: frozenset[str]
    """Lemmas of verbs that make a passive with a participle of harm ("got injured")."""
    leaving: frozenset[str]
    """Words before a number and what befell those counted ("left 70 dead", "with 12 wounded")."""
    counted_from: frozenset[str]
    """Behind a time that counts to another event."""
    heads: frozenset[str]
    """Words that may stand beside a place or a time that heads a section, an item or a post."""
    listing: frozenset[str]
    """Prepositions that open a list of the places that were summed up before it."""
    aside: frozenset[str]
    """Prepositions before a place that is not where it happened."""
    excepted: frozenset[str]
    """Prepositions before a place that is left out of what is said of others."""
    lands: tuple[str, ...]
    """Nouns behind a people that make its country of it."""
    on_land: frozenset[str]
    """Prepositions before these."""
    ahead: frozenset[str]
    """Prepositions before a place to which somebody goes: who leaves has not left it."""
    any_building: frozenset[str]
    """Lemmas of definite descriptions that stand for whatever building was named."""
    building_kinds: Mapping[str, str]
    """Lemmas of nouns for buildings by their kind: one stands for what was named with another of its kind."""
    undescribed: frozenset[str]
    """Lemmas of definite descriptions that stand for no place named before."""
    strikes: frozenset[str]
    """Lemmas of triggers that tell of a strike without its weapon."""
    raids: frozenset[str]
    """Lemmas of nouns that may be of the ground or the air."""
    attacks: frozenset[str]
    """Lemmas of nouns for any kind of attack."""
    series: frozenset[str]
    """Words beside an attack by which it is one of several."""
    bombing: frozenset[str]
    """Lemmas of triggers for bombs from the air, or for laid ones where rebels do it."""
    called_on: tuple[str, ...]
    """Prepositions before who is asked to do what an infinitive says."""
    granting: frozenset[str]
    """Lemmas of verbs by which somebody gets time or leave to do what an infinitive says."""
    asking: frozenset[str]
    """Lemmas of the verbs before these: behind others a day or a place stands ("on Monday moved to retake")."""
    means: frozenset[str]
    """Prepositions between a strike and what it was done with or in."""
