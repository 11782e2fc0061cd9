"""Audits: many cases read against one law, and what is missed, late, breached or cannot be known."""
