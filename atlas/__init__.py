"""Recipes and builder of the body surface; development only, never shipped.

One way: source -> subdivision -> posing -> mesh -> landmarks -> regions -> zones -> files.
"""
