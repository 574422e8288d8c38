"""The sans-IO protocol core: bytes and messages in, events out; no socket, clock or thread."""
