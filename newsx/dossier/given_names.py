"""Tables of given names: which are one in several languages, which only sound alike, and who spells them. General knowledge, kept by hand."""

from __future__ import annotations

from functools import cache

from newsx.names.nicknames import short_forms
from newsx.names.tables import FREQUENT_NAMES, word_set

# Given names that languages write in their own way: forms of one line are one name.
_TRANSLATED = """
vladimir volodymyr uladzimir wladimir vladymyr
alexander aleksandr oleksandr alexandr aliaksandr alyaksandr alexandre aleksander alejandro
nikolai mykola nikolay mikalai nicolae nikola
sergei sergey serhiy serhii siarhei sergiy sergej
andrei andrey andriy andrii andrej
dmitry dmitri dmytro dzmitry dmitriy dmitrij
mikhail mykhailo mikheil mikhael michail mikhaylo
pavel pavlo pawel
yevgeny evgeny yevgeni evgeni yevhen yevgeniy evgeniy eugene
viktor victor
yulia yuliya julia iulia yuliia
elena olena yelena
georgy georgi giorgi heorhiy heorhii
petro pyotr petr piotr
yuri yuriy yurii iurii jurij
oleg oleh
igor ihor
muammar moammar muamar moamer mouammar
"""
# Given names of Arabic and Persian that share their consonants and are others: one a line with its spellings.
_DISTINCT = """
hassan hasan hassen hasen
hussein husain hossein hussain husayn hussien husein
muhammad mohammad mohammed mohamed muhammed mohamad mohamud mahomed
mahmoud mahmud mahmood mehmood
ahmad ahmed ahmet
hamid hameed
hamad
samir sameer
samer
salim saleem
salem
salam
amir ameer
amer aamer
rashid rasheed
rashad
jamal gamal
jamil jameel
nasser naser
nasir
nasr
khalid khaled
khalil khaleel
said saeed saied
saad
majid majeed
majed
karim kareem
karam
fahd fahad
fouad fuad
farid
farhad
faruq farouk farooq
walid waleed
omar umar omer
amr
yusuf youssef yousef yosef yusef
ali
rahman
rahim raheem
aziz
"""
# Given names of languages with Latin letters beside English ones: their bearers spell their names themselves, too.
_LATIN = word_set(
    """raul carlos juan jose luis miguel pedro pablo rodrigo fernando francisco javier diego jorge manuel maria ana
    carmen rosa antonio ricardo eduardo roberto alberto alfredo sergio mario andres felipe rafael ramon ruben hugo
    oscar ignacio joaquin julio cesar enrique guillermo gustavo hector jaime leonel lourdes cristina isabel lucia
    marta pilar teresa dolores beatriz silvia gabriela joao luiz paulo giovanni giuseppe marco luca paolo andrea
    matteo alessandro stefano francesco giorgio silvio romano pietro carlo massimo pierre jean jacques francois
    michel philippe henri louis claude alain bernard nicolas laurent olivier thierry dominique gerard marcel hans
    klaus jurgen juergen gunther guenther wolfgang heinz stefan gerhard helmut horst dieter joachim ulrich uwe karl
    matthias joschka andrzej piotr krzysztof jan tomasz marek jaroslaw lech donald zbigniew jerzy wojciech stanislaw
    lars sven bjorn nils erik goran gudrun anders olaf jens mette kjell ingrid astrid magnus gunnar stefan carl mats
    vaclav milos zdenek jaroslav jiri pavel petr tomas ondrej laszlo istvan ferenc gyorgy janos peter miklos"""
)


@cache
def translated() -> dict[str, int]:
    """Return the forms that languages give one name, with a number for each name."""
    return {word: number for number, line in enumerate(_TRANSLATED.strip().splitlines()) for word in line.split()}


@cache
def distinct() -> dict[str, int]:
    """Return spellings of names that sound alike and are others, with a number for each name."""
    return {word: number for number, line in enumerate(_DISTINCT.strip().splitlines()) for word in line.split()}


def canonical(token: str) -> str:
    """Return the first of the forms that languages give a name; other tokens as they are."""
    number = translated().get(token)
    return token if number is None else _TRANSLATED.split("\n")[number + 1].split(maxsplit=1)[0]


@cache
def latin_given_names() -> frozenset[str]:
    """Return given names of languages with Latin letters: those who bear them spell their whole names themselves."""
    table = short_forms()
    forms = {form for forms in table.values() for form in forms if len(form) > 3}
    return ((frozenset(table) | forms) - frozenset(translated()) - FREQUENT_NAMES) | frozenset(_LATIN)


@cache
def _full_names() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for name, forms in short_forms().items():
        for form in forms:
            names.setdefault(form, {form}).add(name)
    return {form: frozenset(found) for form, found in names.items()}


def full_names(token: str) -> frozenset[str]:
    """Return a given name with those that it is a short form of."""
    return _full_names().get(token, frozenset((token,)))
