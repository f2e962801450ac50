"""The report as a PDF: the words of `pages.report.wording` and the coordinates of `domain.charts`, on A4."""
