"""Text to entries and problems. Pure: no disk, no clock."""
