"""The drivers of the protocol core: ASGI, the native trio server, the trio client."""
