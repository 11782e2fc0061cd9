"""Graduated return-to-work plans: what is certified, what is planned, whether they fit, and how it goes."""
