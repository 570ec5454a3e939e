"""The window: what the user sees and presses, asking only the one door."""
