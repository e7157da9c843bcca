"""Reminders of the programme: a calendar at a secret address, and a mail on its days."""
