"""One function a file: compose in INIT, parse, call the use case, answer."""
