"""One module for each foreign format: text → people and entries, and back. Pure: no disk, no clock."""
