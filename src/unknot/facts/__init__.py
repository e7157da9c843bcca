"""What is known, as data: vocabularies, safety rules, doses and published numbers.

Nothing is loaded on import; each module has one loader per file.
"""
