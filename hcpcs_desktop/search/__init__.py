"""What the user means: reading a query, ranking and marking; pure, without SQL or Qt."""
