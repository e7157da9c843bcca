"""Painted or told pain to warning signs, ranked muscles, and the next best test."""
