"""The forecast on trial: simulated people, what it said of them, and what then came.

Each module asks one question of FORECAST section 8 and answers in frozen rows; a developer
command (``scripts/validate_forecast.py``) writes them into the docs, and a small part runs
as tests.
"""
