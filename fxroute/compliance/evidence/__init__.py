"""Evidence of a decision: one canonical record of what was known, which rules spoke, and what they said."""
