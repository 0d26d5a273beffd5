"""What runs before Textual does, the driver, and the keys typed early."""
