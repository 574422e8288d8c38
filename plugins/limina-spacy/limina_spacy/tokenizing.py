"""The tokenizer of limina's own pipelines: spaCy's of the language, and cuts inside machine text.

`{"name":"John"}` is one word to a tokenizer made for prose, and no token classifier can find half a
word. Quotes, brackets and separators between other characters are always cut off here.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, registry

#: Cut wherever they stand.
_ALWAYS = r"""["“”„«»‹›{}\[\]()<>|;=^]|&(?=\w+=)|(?<=")[:,]"""
#: Cut between a letter and a letter or digit, or a digit and a letter.
_BETWEEN = (
    r"""(?<=[^\W\d_]{2})[:,/](?=\w)|(?<=[\w"])[:,](?=["'\[{])|(?<=\d)[,:](?=[^\W\d_])"""
    r"""|(?<=\d)T(?=\d\d:)|(?<=/\d{4}):(?=\d\d:)"""
)


#: The tokenizer's name in a pipeline's configuration.
NAME = "limina.Tokenizer.v1"
#: That of one without rules, which gets its own from what is stored. To make the rules of a
#: language takes longer than all else in a pipeline, and the stored ones would replace them.
BARE = "limina.BareTokenizer.v1"


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """The language's own tokenizer with more infixes."""

    def build(nlp: Language) -> Tokenizer:
        defaults = nlp.Defaults
        base: Tokenizer = registry.tokenizers.get("spacy.Tokenizer.v1")()(nlp)
        infixes = [*(defaults.infixes or ()), _ALWAYS, _BETWEEN]
        base.infix_finditer = compile_infix_regex(infixes).finditer
        return base

    return build


@registry.tokenizers(BARE)  # type: ignore[untyped-decorator]
def make_bare_tokenizer() -> Callable[[Language], Tokenizer]:
    """A tokenizer without any rule."""
    return lambda nlp: Tokenizer(nlp.vocab)
