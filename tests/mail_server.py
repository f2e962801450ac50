"""A mail server of our own that answers what a test tells it to, or nothing."""

import socket
import threading
from contextlib import suppress

CUT, SILENT = "cut", "silent"
"""Instead of an answer: the line is broken, or nothing comes."""


class MailServer:
    """Listens on a free port; `answers` are those to come for a word (`end` for a whole mail). Else all is well."""

    def __init__(self, **answers):
        self.answers = {word.upper(): list(given) for word, given in answers.items()}
        self.mails, self.calls, self.open = [], 0, []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        with suppress(OSError):
            while True:
                caller, _address = self.server.accept()
                self.calls += 1
                self.open.append(caller)
                threading.Thread(target=self.talk, args=(caller,), daemon=True).start()

    def talk(self, caller):
        with suppress(OSError), caller.makefile("rb") as heard:
            if not self.say(caller, "CALL", "220 ready"):
                return
            for line in heard:
                word = line.split()[0].decode().upper()
                said = self.say(caller, word, "354 go on" if word == "DATA" else "250 fine")
                if not said or (said.startswith("354") and not self.take_mail(caller, heard)):
                    return

    def take_mail(self, caller, heard):
        """Read a mail to its end, and answer; nothing ends the conversation."""
        lines = []
        for line in heard:
            if line == b".\r\n":
                self.mails.append(b"".join(lines).decode())
                return self.say(caller, "END", "250 taken")
            lines.append(line)
        return ""

    def say(self, caller, word, usual):
        """Answer, and return what was said; nothing ends the conversation."""
        given = self.answers.get(word)
        answer = given.pop(0) if given else usual
        if answer == CUT:
            caller.shutdown(socket.SHUT_RDWR)
        elif answer != SILENT:
            caller.sendall(f"{answer}\r\n".encode())
        return "" if answer == CUT else answer

    def close(self):
        with suppress(OSError):
            self.server.shutdown(socket.SHUT_RDWR)
        for each in (self.server, *self.open):
            each.close()
