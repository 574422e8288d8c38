"""The words around names that name nobody: titles, particles and degrees."""

from __future__ import annotations

from limina_synthetic.draw import normal
from limina_synthetic.wordtable import word_list, word_set

#: Case-folded, without full stops: they stay, wherever they stand before a name.
TITLES = word_set(
    """
    mr mrs ms miss mx dr prof professor sir dame madam mme mlle monsieur madame mademoiselle rev
    reverend fr father sister brother rabbi imam sheikh hon judge justice president senator
    governor mayor captain capt colonel col major maj sergeant sgt lieutenant lt general gen
    officer detective inspector agent nurse doctor doc dra doctora docteur doktor herr frau
    fräulein hr fru señor señora señorita sr sra srta don doña dottor dott dottoressa signor
    signora signorina sig avv ing senhor senhora dhr mevr meneer mevrouw drs pan pani pán paní г-н
    г-жа господин госпожа гражданин гражданка доктор профессор пан пані лікар д-р др श्री श्रीमती
    सुश्री डॉ डॉक्टर คุณ นาย นาง นางสาว السيد السيدة الدكتور الدكتورة دكتور ginoo ginang binibini
    g gng bb
    """
)
#: Case-folded; they stay unless the name begins with them.
PARTICLES = word_set(
    """
    von van der den de del della delle dello degli di da do das dos du des la le las los ten ter
    te zu zum zur vom bin binti bint ibn al el ben abu af av mac st saint san santa y e i und op
    het 'n d l o m
    """
)
#: As written; they stay behind a name.
SUFFIXES = frozenset(
    word_list(
        """
    Jr jr JR Sr SR II III IV MD M.D DO RN NP PA-C DDS DMD PhD Ph.D MBA CPA JD Esq FACP MSc BSc OBE
    CBE MBE KC QC LPN PharmD DVM
    """
    )
)
#: Japanese, Chinese and Korean forms of address behind a name, the longest first.
CJK_SUFFIXES = word_list(
    """
    先生 医師 さん さま ちゃん くん 様 氏 君 殿 女士 小姐 医生 醫生 教授 선생님 선생 박사 님 씨
    """
)
#: Family names behind a prefix with an apostrophe.
PREFIXED = {
    "o": (
        "Brien", "Connor", "Neill", "Donnell", "Keefe", "Reilly", "Sullivan", "Leary", "Hara",
        "Malley", "Dowd", "Grady", "Shea", "Rourke", "Toole", "Callaghan", "Dwyer", "Flaherty",
        "Gorman", "Hagan", "Halloran", "Kane", "Meara", "Mahony", "Riordan", "Dea", "Byrne",
        "Doherty", "Farrell", "Hanlon",
    ),
    "d": (
        "Amico", "Angelo", "Agostino", "Ambrosio", "Andrea", "Antonio", "Aquino", "Arcy", "Avila",
        "Orazio", "Souza", "Silva", "Costa", "Cruz", "Almeida", "Errico", "Este", "Onofrio",
        "Urso", "Elia", "Innocenzo", "Addario", "Alessio", "Amore",
    ),
}  # fmt: skip


def is_title(word: str) -> bool:
    """Whether a word is a title; a full stop behind it does not count."""
    return normal(word.rstrip(".")) in TITLES


def is_particle(word: str) -> bool:
    """Whether a word may join the parts of a name."""
    return normal(word) in PARTICLES


def is_suffix(word: str) -> bool:
    """Whether a word is a degree or a generation behind a name."""
    return word.rstrip(".") in SUFFIXES
