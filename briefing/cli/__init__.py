"""The commands. The only place that prints to stderr and chooses exit codes."""
