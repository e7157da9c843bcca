"""How dates are written in languages other than English, one folder each."""
