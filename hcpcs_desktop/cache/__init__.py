"""The local SQLite cache, the only SQL: schema, atomic builds, lookups, text index, the user's notebook."""
