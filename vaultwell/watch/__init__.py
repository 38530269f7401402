"""Keeping a due note current: when to look, what to make of it. Only `observer.py` knows watchdog."""
