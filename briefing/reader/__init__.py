"""The reader's own: settings, themes and what the program remembers between two mornings."""
