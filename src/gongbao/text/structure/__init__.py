"""The passes that make lines into documents, parts and provisions, each a small step. The face is `parse`."""
