"""One stream of numbered frames: a session in a conversation, or on the lane."""

import secrets
import time

KEEP_S = 60.0
REWIND_EVERY_S = 0.15


def session_after(session, seq):
    """Under which goes on what stood above seq: the same for whoever else sends it."""
    return f"{session[7:]}{(int(session[:7], 16) + seq + 1) % 2**28:07x}"


class Stream:
    def __init__(self, conversation, siblings, notes, session=None, after=None):
        self.conversation = conversation
        self.siblings = siblings
        self.notes = notes
        self.session = session or secrets.token_hex(16)
        self.after = after
        self.items = []
        self.top = self.acked = 0
        self.next = 1
        self.sent = 0
        self.hold = 0.0
        self.repeated = 0.0

    def add(self, frame):
        self.top += 1
        self.items.append(
            {
                "frame": {**frame, "session": self.session, "conversation": self.conversation, "seq": self.top},
                "acked_at": None,
            }
        )

    def at(self, seq):
        index = seq - 1 - self.top + len(self.items)
        return self.items[index] if 0 <= index < len(self.items) else None

    def restart(self):
        """A new socket: nothing was sent on it yet."""
        self.next = self.acked + 1
        self.sent = 0
        self.hold = 0.0

    def due(self, window, now):
        """The frames to send now."""
        while self.items and self.items[0]["acked_at"] is not None and now - self.items[0]["acked_at"] > KEEP_S:
            self.items.pop(0)
        if self.after is not None and not self.after.is_done():
            return
        while self.next <= self.top and self.next <= self.acked + window and now >= self.hold:
            item = self.at(self.next)
            if self.next <= self.sent:
                self.repeated = now
            self.sent = max(self.sent, self.next)
            self.next += 1
            yield item["frame"]

    def on_acked(self, seq):
        if seq > self.acked:
            self._mark(seq)

    def on_attached(self, highest, is_first):
        if is_first or highest < self.acked:
            self._go(highest)

    def on_rewind(self, highest):
        self._go(highest)
        self.hold = max(self.hold, self.repeated + REWIND_EVERY_S)

    def on_refused(self, frame):
        """True: the socket has to go, because what its answers speak of is not certain any more."""
        seq = frame["seq"]
        if not self.acked < seq < self.next:
            return False
        self.next = seq
        is_behind = frame["code"] == "behind_refused"
        if frame["retry"]:
            patience = frame.get("afterMs", 150 if is_behind else 1000)
            self.hold = max(self.hold, time.monotonic() + patience / 1000)
            return is_behind and seq == self.acked + 1
        item = self.at(seq)
        self.items.remove(item)
        self.notes.append({"refused": item["frame"]["body"], "code": frame["code"]})
        self._split(seq - 1)
        return False

    def _mark(self, highest):
        self.acked = highest
        self.next = max(self.next, highest + 1)
        for item in self.items:
            is_durable = item["frame"]["seq"] <= highest
            if is_durable and item["acked_at"] is None:
                item["acked_at"] = time.monotonic()
            elif not is_durable:
                item["acked_at"] = None

    def _go(self, highest):
        self._mark(highest)
        if highest == self.top or self.at(highest + 1):
            self.next = highest + 1
            return
        if highest < self.top:
            self.notes.append({"missing": self.conversation})
        self._split(highest)

    def _split(self, seq):
        """What is above seq goes on under another session, once everything before it is acknowledged."""
        heir = Stream(self.conversation, self.siblings, self.notes, session_after(self.session, seq), self)
        for other in self.siblings:
            if other.after is self:
                other.after = heir
        self.siblings.insert(self.siblings.index(self) + 1, heir)
        for item in self.items:
            if item["frame"]["seq"] > seq:
                heir.add(item["frame"])
        self.items = [item for item in self.items if item["frame"]["seq"] <= seq]
        self.top = seq
        self.next = seq + 1

    def is_done(self):
        return self.acked == self.top
