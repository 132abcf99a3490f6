"""What git hooks judge."""
