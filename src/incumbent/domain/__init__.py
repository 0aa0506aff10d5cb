"""The vocabulary every room speaks; it imports nothing of ours."""
