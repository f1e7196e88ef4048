"""The use cases, as a program calls them: no terminal, no command line. Each tells what happens through events."""
