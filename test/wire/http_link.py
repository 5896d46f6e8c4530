"""The link over plain HTTP, with the face of the WebSocket: a stream down, POSTs up."""

import json
import select
import socket
import struct
from urllib.parse import urlsplit

from websocket import Closed, Refused

# What a stream's hello says, and what only sockets hear.
OF_SOCKETS = {"session.add", "conversation.detach", "pong"}


def read_head(sock):
    """Status, headers by small name, and what came behind them."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = sock.recv(65536)
        if not more:
            raise ConnectionError("ended before its head did")
        data += more
    head, rest = data.split(b"\r\n\r\n", 1)
    first, *lines = head.decode().split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
    return int(first.split(" ")[1]), headers, rest


class HttpLink:
    def __init__(self, relay, site, origin, mode):
        self.parts = urlsplit(relay)
        self.site, self.origin, self.mode = site, origin, mode
        self.credential = None
        self.context = None
        self.hello = None
        self.after = None
        self.answers = []
        self.sock = None
        self._restart()

    def _restart(self):
        self.raw = b""
        self.text = b""
        self.is_ended = False

    def fileno(self):
        return self.sock.fileno()

    # --- up ----------------------------------------------------------------------------------------------------

    def send(self, text):
        frame = json.loads(text)
        kind = frame["type"]
        if kind == "hello":
            self.credential = frame.pop("credential", None)
            self.hello = frame
            if "context" in frame:
                self.context = json.dumps({"type": "context.set", "context": frame["context"]})
            self._open_stream()
        elif kind == "conversation.attach":
            raise Closed(4010)
        elif kind not in OF_SOCKETS:
            self._post(self._body(text))

    def _body(self, text):
        return f"{self.context}\n{text}\n" if self.context else f"{text}\n"

    def _request(self, path, body):
        """The bytes of a POST."""
        data = body.encode()
        lines = [
            f"POST {path} HTTP/1.1",
            f"Host: {self.parts.netloc}",
            f"Origin: {self.origin}",
            "Content-Type: application/x-ndjson",
            f"Content-Length: {len(data)}",
            *([f"Authorization: Visitor {self.credential}"] if self.credential else []),
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + data

    def _connect(self):
        return socket.create_connection((self.parts.hostname, self.parts.port), 5.0)

    def _post(self, body):
        try:
            sock = self._connect()
            try:
                sock.sendall(self._request(f"/v1/frames?site={self.site}", body))
                status, headers, rest = read_head(sock)
                if status != 200:
                    raise Closed(1006)
                rest = self._whole(sock, headers, rest)
            finally:
                sock.close()
        except (OSError, ValueError) as error:
            raise Closed(1006) from error
        self.answers += [line for line in rest.decode().split("\n") if line]

    @staticmethod
    def _whole(sock, headers, data):
        """A body to its end, told by its length or by its last piece."""
        if "content-length" in headers:
            while len(data) < int(headers["content-length"]):
                data += sock.recv(65536) or HttpLink._broken()
            return data
        while not data.endswith(b"0\r\n\r\n"):
            data += sock.recv(65536) or HttpLink._broken()
        text, _, is_ended = unchunk(data)
        return text if is_ended else HttpLink._broken()

    @staticmethod
    def _broken():
        raise ConnectionError("the answer was cut off")

    # --- down --------------------------------------------------------------------------------------------------

    def _open_stream(self):
        self._restart()
        query = f"?site={self.site}"
        if self.mode == "poll":
            query += "&mode=poll"
        if self.after is not None:
            query += f"&after={self.after}"
        self.after = None
        self.sock = self._connect()
        self.sock.sendall(self._request(f"/v1/stream{query}", json.dumps(self.hello)))
        status, _, self.raw = read_head(self.sock)
        if status != 200:
            self.sock.close()
            raise Refused(status)

    def receive(self):
        """The frames that came: answers to POSTs, and lines of the stream."""
        texts = [text for line in self.answers for text in self._take(line)]
        self.answers = []
        readable, _, _ = select.select([self.sock], [], [], 0)
        if readable:
            try:
                data = self.sock.recv(65536)
            except OSError as error:
                raise Closed(1006) from error
            self.is_ended = not data
            self.raw += data
        pieces, self.raw, is_whole = unchunk(self.raw)
        self.text += pieces
        *lines, self.text = self.text.split(b"\n")
        for line in lines:
            if line:
                texts += self._take(line.decode())
        if is_whole or self.is_ended:
            self.sock.close()
            if self.after is None:
                raise Closed(1006)
            self._open_stream()
        return texts

    def _take(self, line):
        frame = json.loads(line)
        kind = frame["type"]
        if kind == "next":
            self.after = frame["after"]
            return []
        if kind == "closed":
            raise Closed(frame["code"])
        if kind == "welcomed" and "credential" in frame:
            self.credential = frame["credential"]
        if kind == "attached" and frame["state"] != "ok":
            self._move(frame["conversation"], 0, "")
        if kind in ("entry.added", "entry.skipped"):
            self._move(frame["conversation"], frame["offset"], frame["chain"])
        return [line]

    def _move(self, conversation, offset, chain):
        others = [cursor for cursor in self.hello["cursors"] if cursor["conversation"] != conversation]
        self.hello["cursors"] = [*others, {"conversation": conversation, "offset": offset, "chain": chain}]

    # --- the end -----------------------------------------------------------------------------------------------

    def cut(self, unfinished=None):
        """The hard way: perhaps half a POST, then resets."""
        socks = [self.sock] if self.sock else []
        try:
            if unfinished is not None and json.loads(unfinished)["type"] not in OF_SOCKETS:
                half = self._connect()
                socks.append(half)
                data = self._request(f"/v1/frames?site={self.site}", self._body(unfinished))
                half.sendall(data[: len(data) - len(unfinished) // 2])
            for sock in socks:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
        for sock in socks:
            sock.close()

    def close(self):
        self.sock.close()


def unchunk(data):
    """What of a chunked body is there: its bytes, what is left of `data`, and whether it came to its end."""
    text = b""
    while True:
        end = data.find(b"\r\n")
        if end < 0:
            return text, data, False
        size = int(data[:end], 16)
        if size == 0:
            return text, b"", True
        if len(data) < end + 2 + size + 2:
            return text, data, False
        text += data[end + 2 : end + 2 + size]
        data = data[end + 2 + size + 2 :]
