"""The deadline engine: one time limit, read against one file on one day, gives entries with a state."""
