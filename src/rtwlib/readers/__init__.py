"""Readers of answers: explanations as JSON and as text, and their recomputation."""
