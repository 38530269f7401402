"""Graph and today to answers. Pure."""
