"""Export and import of notebooks: one module for each format, and a registry."""
