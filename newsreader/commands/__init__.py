"""What can be done from the shell: a module for each noun, imported when it is asked for."""
