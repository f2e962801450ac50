"""The report as a PDF: the words of `journal.report_words` and the coordinates of `journal.charts`, on A4."""

from journal.pdf.report import report_pdf

__all__ = ["report_pdf"]
