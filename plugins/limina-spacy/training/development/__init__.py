"""Development sets of our own: forms, chats, logs, clinical and banking texts, labelled by hand.

They measure and are never trained on. `python -m training.development FOLDER` writes them as
corpora that `limina evaluate` reads; the markup is read by `training.development.reader`.
"""
