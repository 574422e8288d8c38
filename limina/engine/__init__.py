"""The pure functions from a request and detections to the documented response."""
