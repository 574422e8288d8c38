"""Replays documented payloads, byte transcripts and hostile input against any `/ws` server."""
