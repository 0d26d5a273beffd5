"""What the keys do: the registry, and a module for each subject, imported when first needed."""
