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
                if not self.say(caller, word, "354 go on" if word == "DATA" else "250 fine"):
                    return
                if word == "DATA":
                    self.mails.append(b"".join(iter(heard.readline, b".\r\n")).decode())
                    if not self.say(caller, "END", "250 taken"):
                        return

    def say(self, caller, word, usual):
        """Answer; False ends the conversation."""
        given = self.answers.get(word)
        answer = given.pop(0) if given else usual
        if answer == CUT:
            caller.shutdown(socket.SHUT_RDWR)
        elif answer != SILENT:
            caller.sendall(f"{answer}\r\n".encode())
        return answer != CUT

    def close(self):
        with suppress(OSError):
            self.server.shutdown(socket.SHUT_RDWR)
        for each in (self.server, *self.open):
            each.close()
