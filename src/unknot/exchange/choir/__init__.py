"""CHOIR body maps: 74 coded segments of a drawn man or a drawn woman.

The same code can be another place on the other map (112 is an arm on the man, the belly on
the woman), so every function asks which map was shown. Nothing is loaded on import.
"""
