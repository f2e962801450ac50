"""Health sentences, each once, with its source: no page writes its own."""
