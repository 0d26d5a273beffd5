"""What runs before Textual, the driver, and what makes a start quick."""
