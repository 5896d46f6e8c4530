"""What visitors and reps have in common: a link that comes back, streams, cursors, and scissors to cut with."""

import json
import random
import secrets
import select
import time

from outbox import Stream
from websocket import Closed, Refused, WebSocket

FINAL = {1009, 4500, 4501, 4502, 4503, 4509}
SILENCE_S = 28.0


class Party:
    def __init__(self, options):
        self.options = options
        self.random = random.Random(options.seed)
        self.session = secrets.token_hex(16)
        # By conversation, in the order of what was said: new frames go to the last.
        self.streams = {}
        self.notes = []
        self.views = {}
        self.entries = []
        self.tries = 0
        self.cuts_left = options.cuts
        self.frames_to_cut = self.random.randint(3, 25)
        self.connections = 0
        self.socket = None
        self.ready = set()
        self.trimmed = set()
        self.is_welcomed = False
        self.is_finished = False

    # --- what a party is ---------------------------------------------------------------------------------------

    def open_socket(self):
        raise NotImplementedError

    def hello(self):
        raise NotImplementedError

    def on_fact(self, frame):
        raise NotImplementedError

    def act(self, now):
        """Called often: the party's own doing."""
        raise NotImplementedError

    # --- sending -----------------------------------------------------------------------------------------------

    def queue(self, frame):
        conversation = frame.pop("conversation")
        siblings = self.streams.setdefault(conversation, [])
        if not siblings:
            siblings.append(Stream(conversation, siblings, self.notes))
        siblings[-1].add(frame)

    def all_streams(self):
        return [stream for siblings in self.streams.values() for stream in siblings]

    def write(self, frame):
        text = json.dumps(frame)
        if self.is_time_to_cut():
            half = text if self.random.random() < 0.5 else None
            self.socket.cut(half)
            raise Closed(1006)
        self.socket.send(text)

    def is_time_to_cut(self):
        """Counts every frame that comes or goes; the seed decides at which the socket is cut."""
        if self.cuts_left == 0:
            return False
        self.frames_to_cut -= 1
        if self.frames_to_cut > 0:
            return False
        self.cuts_left -= 1
        self.frames_to_cut = self.random.randint(3, 25)
        return True

    def pump(self, now):
        for stream in self.all_streams():
            if stream.conversation in self.views and stream.conversation not in self.ready:
                continue
            for frame in stream.due(self.window, now):
                if frame["session"] not in self.said:
                    self.said.add(frame["session"])
                    self.write({"type": "session.add", "session": frame["session"]})
                self.write(frame)

    # --- the link ----------------------------------------------------------------------------------------------

    def run(self, within_s):
        end = time.monotonic() + within_s
        while not self.is_finished:
            if time.monotonic() > end:
                raise TimeoutError(f"not finished: {self.summary()}")
            try:
                self.connect()
                self.talk(end)
            except Closed as closed:
                self.socket = None
                if closed.code in FINAL:
                    raise
                self.pause()
            except (Refused, ConnectionError):
                self.pause()
        self.socket.close()

    def pause(self):
        """Full jitter; a link that stood for 5 s was a good one."""
        if self.is_welcomed and time.monotonic() - self.up_at > 5:
            self.tries = 0
        time.sleep(self.random.random() * min(15.0, 0.25 * 1.5**self.tries))
        self.tries += 1

    def connect(self):
        self.is_welcomed = False
        self.ready = set()
        self.socket = self.open_socket()
        self.connections += 1
        self.heard_at = time.monotonic()
        self.said = {self.session, *(stream.session for stream in self.all_streams())}
        cursors = [{"conversation": name, **cursor} for name, cursor in self.views.items()]
        self.asked = set(self.views)
        self.write({"type": "hello", "version": 1, "sessions": sorted(self.said), "cursors": cursors, **self.hello()})

    def talk(self, end):
        while not self.is_finished and time.monotonic() < end:
            readable, _, _ = select.select([self.socket], [], [], 0 if self.socket.answers else 0.01)
            if readable or self.socket.answers:
                for text in self.socket.receive():
                    if self.is_time_to_cut():
                        self.socket.cut()
                        raise Closed(1006)
                    self.on_frame(json.loads(text))
            now = time.monotonic()
            if now - self.heard_at > SILENCE_S:
                self.socket.cut()
                raise Closed(1006)
            if self.is_welcomed:
                self.act(now)
                self.pump(now)

    # --- receiving ---------------------------------------------------------------------------------------------

    def on_frame(self, frame):
        self.heard_at = time.monotonic()
        handler = getattr(self, "on_" + frame["type"].replace(".", "_"), None)
        if handler is None:
            self.on_fact(frame)
        else:
            handler(frame)

    def on_ping(self, _frame):
        self.write({"type": "pong"})

    def on_welcomed(self, frame):
        self.is_welcomed = True
        self.up_at = time.monotonic()
        self.window = frame["limits"]["unacknowledged"]
        for stream in self.all_streams():
            stream.restart()
        self.on_fact(frame)

    def attach(self, conversation):
        if conversation in self.views:
            return
        self.views[conversation] = {"offset": 0, "chain": ""}
        self.ask(conversation)

    def ask(self, conversation):
        self.asked.add(conversation)
        self.write({"type": "conversation.attach", "conversation": conversation, **self.views[conversation]})

    def on_attached(self, frame):
        conversation = frame["conversation"]
        self.asked.discard(conversation)
        self.trimmed.discard(conversation)
        if frame["state"] == "trimmed":
            self.trimmed.add(conversation)
        if frame["state"] != "ok":
            self.views[conversation] = {"offset": 0, "chain": ""}
            self.entries = [entry for entry in self.entries if entry["conversation"] != conversation]
        for stream in list(self.streams.get(conversation, [])):
            if stream.session in frame["highest"]:
                stream.on_attached(frame["highest"][stream.session], conversation not in self.ready)
        self.ready.add(conversation)

    def on_live(self, frame):
        pass

    def on_entry_added(self, frame):
        conversation = frame["conversation"]
        view = self.views.get(conversation)
        if view is None or conversation in self.asked or frame["offset"] <= view["offset"]:
            return
        if frame["offset"] > view["offset"] + 1 and conversation not in self.trimmed:
            self.ask(conversation)
            return
        self.trimmed.discard(conversation)
        self.views[conversation] = {"offset": frame["offset"], "chain": frame["chain"]}
        self.entries.append(frame)

    def on_entry_skipped(self, frame):
        conversation = frame["conversation"]
        view = self.views.get(conversation)
        if view is not None and conversation not in self.asked and frame["offset"] > view["offset"]:
            self.trimmed.discard(conversation)
            self.views[conversation] = {"offset": frame["offset"], "chain": frame["chain"]}

    def stream_of(self, frame):
        siblings = self.streams.get(frame["conversation"], [])
        return next((stream for stream in siblings if stream.session == frame["session"]), None)

    def on_acked(self, frame):
        stream = self.stream_of(frame)
        if stream is not None:
            stream.on_acked(frame["seq"])

    def on_rewind(self, frame):
        stream = self.stream_of(frame)
        if stream is not None:
            stream.on_rewind(frame["highest"])

    def on_refused(self, frame):
        if "session" not in frame:
            self.on_fact(frame)
            return
        stream = self.stream_of(frame)
        if stream is not None and stream.on_refused(frame):
            self.socket.close()
            raise Closed(1006)

    # --- the result --------------------------------------------------------------------------------------------

    def messages(self, kind):
        return [entry for entry in self.entries if entry["kind"] == "message" and entry["by"]["kind"] == kind]

    def summary(self):
        return {
            "connections": self.connections,
            "cutsLeft": self.cuts_left,
            "notes": self.notes,
            "entries": [
                {key: entry[key] for key in ("offset", "chain", "session", "seq", "kind", "body")}
                for entry in self.entries
            ],
        }
