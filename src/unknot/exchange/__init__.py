"""How drawings and records of other systems come in and go out; nothing is loaded on import."""
