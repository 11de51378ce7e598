"""De-identification by rules and word lists, in English and Japanese; imported by the one function that needs it."""
