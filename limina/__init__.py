"""limina: an open, self-hosted de-identification engine that speaks the Limina protocol."""

__version__ = "0.1.0"
