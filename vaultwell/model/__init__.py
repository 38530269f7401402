"""The vocabulary: what a note can say and what can be asked of it. Pure data, no disk, no clock."""
