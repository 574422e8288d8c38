"""How well personal data is found: annotated texts against what was found in them, in numbers.

`records` reads, `scheme` says which label counts as which, `matching` counts one text, `scores`
makes figures of counts and `bootstrap` their uncertainty; `confusion`, `misses`, `alarms` and
`reliability` look closer, `dial` tells what the sensitivity does, `tables`, `export` and `plot`
write. No detector is run here and nothing is read or printed.
"""
