"""A coordinator's programme: registers, their reminders and findings, the safety programme, and one agenda."""
