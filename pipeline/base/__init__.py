"""What every room may use: texts and how they are marked. It knows no noun of the show."""
