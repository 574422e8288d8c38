"""Where detection runs: the pipeline in its worker, and the dispatcher that feeds it."""
