"""Scores newsx on labelled data: one command for all figures, a floor for each (`python -m tests.evaluation --help`)."""
