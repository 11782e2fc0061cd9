"""Who may see what of a case: decisions with their law, views, pseudonyms, retention, and a log of who looked."""
