"""The shared kernel: small pieces without business nouns, vendored into each service when it is built.

Each module holds one thing. A service imports the module that it needs and nothing is re-exported here,
so that an import costs no more than what it names.
"""
