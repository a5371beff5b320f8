"""What the law asks of a payment and of each of its legs: rules, items, screening and the evidence of a decision."""
