"""Competencies of return-to-work coordinators: frameworks, assessments, gaps, coverage of a team, balance of work."""
