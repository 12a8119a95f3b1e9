"""spaCy components: thin ones over the rooms that do the work, and in `factories` what spaCy makes them by."""
