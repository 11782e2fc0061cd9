"""Forms: filling them from a case, checking them, printing them, and the record of what was sent."""
