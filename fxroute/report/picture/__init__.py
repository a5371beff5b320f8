"""Pictures of a plan: pages of HTML and SVG as values, self-contained, the same bytes for the same plan."""
