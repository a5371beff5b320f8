"""Names against sanctions lists: what a list says, how a name is compared with it, and what is remembered."""
