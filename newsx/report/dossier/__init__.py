"""Reports over a dossier: one file that opens anywhere, or a folder of pages with the same look; `newsx report` calls it."""

from newsx.report.dossier.writing import is_folder, one_file, write_report

__all__ = ["is_folder", "one_file", "write_report"]
