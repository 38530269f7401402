"""Git: how notes are merged, the hooks that keep the due note current, what is staged."""
