"""What several laws say on one subject, side by side."""
