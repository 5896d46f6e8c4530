"""RFC 6455 over a plain socket, as far as a client of text frames needs it."""

import base64
import hashlib
import os
import socket
import struct
from urllib.parse import urlsplit

MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Refused(Exception):
    """The upgrade was answered with an HTTP status."""

    def __init__(self, status):
        super().__init__(f"the upgrade was refused with HTTP {status}")
        self.status = status


class Closed(Exception):
    """The socket is over. 1006: nobody said why."""

    def __init__(self, code):
        super().__init__(f"closed with {code}")
        self.code = code


class WebSocket:
    # Frames that came by another way than the socket: none.
    answers = ()

    def __init__(self, url, headers, timeout=5.0):
        parts = urlsplit(url)
        self.sock = socket.create_connection((parts.hostname, parts.port), timeout)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.message = b""
        self._shake_hands(parts, headers)

    def _shake_hands(self, parts, headers):
        key = base64.b64encode(os.urandom(16)).decode()
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self.sock.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        while b"\r\n\r\n" not in self.buffer:
            self._read()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        first, *rest = head.decode().split("\r\n")
        status = int(first.split(" ")[1])
        if status != 101:
            self.sock.close()
            raise Refused(status)
        answers = {name.strip().lower(): value.strip() for name, value in (line.split(":", 1) for line in rest)}
        expected = base64.b64encode(hashlib.sha1((key + MAGIC).encode()).digest()).decode()
        if answers.get("sec-websocket-accept") != expected:
            raise Closed(1006)

    def fileno(self):
        return self.sock.fileno()

    def _read(self):
        try:
            data = self.sock.recv(65536)
        except OSError as error:
            raise Closed(1006) from error
        if not data:
            raise Closed(1006)
        self.buffer += data

    def send(self, text):
        self._write(self._frame(TEXT, text.encode()))

    def _write(self, data):
        try:
            self.sock.sendall(data)
        except OSError as error:
            raise Closed(1006) from error

    @staticmethod
    def _frame(opcode, payload):
        """A whole frame, masked as clients must."""
        size = len(payload)
        if size < 126:
            head = struct.pack("!BB", 0x80 | opcode, 0x80 | size)
        elif size < 65536:
            head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", 0x80 | opcode, 0x80 | 127, size)
        mask = os.urandom(4)
        return head + mask + bytes(byte ^ mask[index % 4] for index, byte in enumerate(payload))

    def receive(self):
        """The text messages that came, after `fileno` became readable."""
        self._read()
        texts = []
        while (frame := self._take()) is not None:
            is_last, opcode, payload = frame
            if opcode == CLOSE:
                raise Closed(struct.unpack("!H", payload[:2])[0] if len(payload) >= 2 else 1005)
            if opcode == PING:
                self._write(self._frame(PONG, payload))
            elif opcode != PONG:
                self.message += payload
                if is_last:
                    texts.append(self.message.decode())
                    self.message = b""
        return texts

    def _take(self):
        """One frame off the buffer, if it is there in full."""
        data = self.buffer
        if len(data) < 2:
            return None
        size, start = data[1] & 0x7F, 2
        if size == 126:
            start = 4
        elif size == 127:
            start = 10
        if len(data) < start:
            return None
        if start == 4:
            (size,) = struct.unpack("!H", data[2:4])
        elif start == 10:
            (size,) = struct.unpack("!Q", data[2:10])
        if len(data) < start + size:
            return None
        self.buffer = data[start + size :]
        return bool(data[0] & 0x80), data[0] & 0x0F, data[start : start + size]

    def cut(self, unfinished=None):
        """The hard way: perhaps half a frame, then a reset. What the kernel still held is gone."""
        try:
            if unfinished is not None:
                data = self._frame(TEXT, unfinished.encode())
                self.sock.sendall(data[: len(data) // 2])
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
        self.sock.close()

    def close(self):
        try:
            self.sock.sendall(self._frame(CLOSE, struct.pack("!H", 1000)))
        except OSError:
            pass
        self.sock.close()
