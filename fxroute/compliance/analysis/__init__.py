"""The rule base looked at as a whole: what its rules say of each other, before any payment is checked."""
