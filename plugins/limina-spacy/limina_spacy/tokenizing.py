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


@registry.tokenizers("limina.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """The language's own tokenizer with more infixes."""

    def build(nlp: Language) -> Tokenizer:
        defaults = nlp.Defaults
        base: Tokenizer = registry.tokenizers.get("spacy.Tokenizer.v1")()(nlp)
        infixes = [*(defaults.infixes or ()), _ALWAYS, _BETWEEN]
        base.infix_finditer = compile_infix_regex(infixes).finditer
        return base

    return build
