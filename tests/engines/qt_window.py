"""A window of Qt's Chromium. It is driven by the debugging protocol; a line on stdin names a file to print into."""

import sys

from PyQt6.QtCore import QMarginsF, QObject, QSocketNotifier, QUrl, pyqtSlot
from PyQt6.QtGui import QPageLayout, QPageSize
from PyQt6.QtWebEngineWidgets import QWebEngineView
from PyQt6.QtWidgets import QApplication

MARGIN_MM = 14


class Printer(QObject):
    """Prints the page that is open, and says on stdout that it is done."""

    def __init__(self, view: QWebEngineView) -> None:
        super().__init__()
        self.view = view
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        a4 = QPageSize(QPageSize.PageSizeId.A4)
        self.layout = QPageLayout(a4, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
        view.page().pdfPrintingFinished.connect(self.said)
        self.asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self.asked.activated.connect(self.begin)

    @pyqtSlot()
    def begin(self) -> None:
        """Print into the file that the next line names; the end of the lines ends the window."""
        name = sys.stdin.readline().strip()
        if not name:
            QApplication.quit()
            return
        self.view.page().printToPdf(name, self.layout)

    def said(self, name: str, is_done: bool) -> None:
        """Answer the line."""
        print(name if is_done else "", flush=True)


application = QApplication(sys.argv)
window = QWebEngineView()
window.resize(390, 844)
window.setUrl(QUrl("about:blank"))
window.show()
printer = Printer(window)
sys.exit(application.exec())
