"""What the reading screen does at a key: a module a group of actions, loaded when first asked."""
