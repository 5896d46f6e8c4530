"""One stream of numbered frames: a session in a conversation, or on the lane."""

import secrets
import time

KEEP_S = 60.0
REWIND_EVERY_S = 0.15


class Stream:
    def __init__(self, conversation):
        self.conversation = conversation
        self.notes = []
        self._begin()

    def _begin(self):
        self.session = secrets.token_hex(16)
        self.items = []
        self.top = self.acked = 0
        self.next = 1
        self.hold = 0.0
        self.repeated = 0.0

    def add(self, frame):
        self.top += 1
        self.items.append(
            {
                "frame": {**frame, "session": self.session, "conversation": self.conversation, "seq": self.top},
                "acked_at": None,
                "sends": 0,
            }
        )

    def at(self, seq):
        index = seq - 1 - self.top + len(self.items)
        return self.items[index] if 0 <= index < len(self.items) else None

    def restart(self):
        """A new socket: nothing was sent on it yet."""
        self.next = self.acked + 1
        self.hold = 0.0
        for item in self.items:
            item["sends"] = 0

    def due(self, window, now):
        """The frames to send now."""
        while self.items and self.items[0]["acked_at"] is not None and now - self.items[0]["acked_at"] > KEEP_S:
            self.items.pop(0)
        while self.next <= self.top and self.next <= self.acked + window and now >= self.hold:
            item = self.at(self.next)
            self.next += 1
            item["sends"] += 1
            if item["sends"] > 1:
                self.repeated = now
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
        if frame["code"] == "conflict":
            self._renew([later for later in self.items if later["frame"]["seq"] > seq])
            return False
        for later in self.items:
            if later["frame"]["seq"] > seq:
                later["frame"] = {**later["frame"], "seq": later["frame"]["seq"] - 1}
                later["sends"] = 0
        self.top -= 1
        return item["sends"] > 1

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
        self.notes.append({"missing": self.conversation})
        self._renew([item for item in self.items if item["frame"]["seq"] > highest])

    def _renew(self, rest):
        self._begin()
        for item in rest:
            self.add(item["frame"])

    def is_done(self):
        return self.acked == self.top
