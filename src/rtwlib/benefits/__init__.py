"""Weekly benefits: which one is payable for a week of a case, how much it is, and why."""
