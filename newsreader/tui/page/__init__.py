"""The article on the screen: its layout, its movements, its painting."""
