"""The one-command local runtime: emulator, stacks, a seeded practice, one journey played, courses replayed.

Nothing here is part of the product that runs on AWS. It uses the product only as a person would: the templates through
the real SAM CLI, the services through HTTP.
"""
