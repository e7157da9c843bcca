"""What many people's diaries say about people: the numbers of the forecast fitted to a registry.

Needs the extra ``population`` (numba). Nothing else imports this folder: one person's forecast
needs NumPy alone. Events lie in files of a few thousand episodes (``shards``); a worker turns
one file into a few kilobytes (``scoring``), so that anything that maps a function over files
can run it; ``fitting`` joins what the workers say and moves the numbers (``psi``).
"""
