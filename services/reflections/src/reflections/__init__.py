"""The reflections service: it keeps what the two people on a therapeutic journey notice between meetings."""
