"""How often a search has the expected codes among its first five, by kind of query."""
