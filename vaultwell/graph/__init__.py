"""Parsed notes to the graph: links and names resolved, who is meant, what each line means."""
