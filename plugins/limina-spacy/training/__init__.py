"""How limina-spacy's own model is made; no part of the installed package."""
