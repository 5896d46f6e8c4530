"""A visitor or a rep, written from docs/protocol.md with Python's standard library alone.

python3 client.py visitor --relay http://127.0.0.1:7070 --site site_halden --origin http://shop.localhost:7070
python3 client.py rep --relay http://127.0.0.1:7070 --email mara@halden.example --password …

Both say a number of messages, cut their own socket at moments that the seed decides, and print what they saw as JSON
once the conversation is resolved.
"""

import argparse
import http.client
import json
import sys
import time
from urllib.parse import urlsplit

from http_link import HttpLink
from party import Party
from websocket import Closed, WebSocket


def request(relay, method, path, body=None, headers=None):
    """One HTTP request; status, headers and the JSON of the body, if it has one."""
    connection = http.client.HTTPConnection(urlsplit(relay).netloc, timeout=5)
    try:
        data = None if body is None else json.dumps(body)
        connection.request(method, path, data, {"Content-Type": "application/json", **(headers or {})})
        answer = connection.getresponse()
        text = answer.read().decode()
        return answer.status, answer.headers, json.loads(text) if text else None
    finally:
        connection.close()


class Talker(Party):
    """Says a number of messages at its own pace."""

    def __init__(self, options):
        super().__init__(options)
        self.said_count = 0
        self.next_at = 0.0

    def may_speak(self, now):
        if self.said_count == self.options.say or now < self.next_at:
            return False
        self.said_count += 1
        self.next_at = now + self.random.random() * 0.04
        return True

    def texts(self, text):
        """What is said now; sometimes nothing comes first, which the relay refuses."""
        is_slip = self.options.slip and self.said_count % self.options.slip == 0
        return ["  ", text] if is_slip else [text]

    def is_quiet(self):
        return self.said_count == self.options.say and all(stream.is_done() for stream in self.all_streams())


class Visitor(Talker):
    def __init__(self, options):
        super().__init__(options)
        self.credential = None
        self.views["mine"] = {"offset": 0, "chain": ""}
        status, _, boot = request(options.relay, "GET", f"/v1/sites/{options.site}/boot", headers={"Origin": options.origin})
        if status != 200:
            raise SystemExit(f"boot was answered with {status}: {boot}")
        self.queue({"type": "consent.set", "conversation": "visitor", "body": {"state": "granted"}})

    def open_socket(self):
        if self.options.over != "socket":
            return HttpLink(self.options.relay, self.options.site, self.options.origin, self.options.over)
        url = f"{self.options.relay}/v1/socket?site={self.options.site}"
        return WebSocket(url, {"Origin": self.options.origin})

    def hello(self):
        known = {} if self.credential is None else {"credential": self.credential}
        page = {"url": f"{self.options.origin}/checkout", "title": "Checkout"}
        return {**known, "context": {"page": page}}

    def on_fact(self, frame):
        if frame["type"] == "welcomed" and "credential" in frame:
            self.credential = frame["credential"]

    def act(self, now):
        if self.may_speak(now):
            for text in self.texts(f"visitor {self.said_count} – ünïcode 🙂"):
                self.queue({"type": "message.send", "conversation": "mine", "body": {"text": text}})
        is_resolved = any(entry["kind"] == "engagement.resolved" for entry in self.entries)
        self.is_finished = is_resolved and self.is_quiet() and self.cuts_left == 0


class Rep(Talker):
    def __init__(self, options):
        super().__init__(options)
        body = {"email": options.email, "password": options.password}
        status, headers, problem = request(options.relay, "POST", "/v1/console/sign-in", body, {"x-tillside": "1"})
        if status != 204:
            raise SystemExit(f"the sign-in was answered with {status}: {problem}")
        self.cookie = headers["Set-Cookie"].split(";")[0]
        _, _, me = request(options.relay, "GET", "/v1/console/me", headers={"Cookie": self.cookie})
        self.dispositions = {site["id"]: site["dispositions"] for site in me["sites"]}
        self.ref = 0
        self.asked_for = {}
        self.mine = []
        self.is_resolved = False

    def open_socket(self):
        headers = {"Cookie": self.cookie, "x-tillside": "1"}
        status, _, answer = request(self.options.relay, "POST", "/v1/console/ticket", headers=headers)
        if status != 200:
            raise SystemExit(f"the ticket was answered with {status}: {answer}")
        self.ticket = answer["ticket"]
        # What was asked on an earlier socket has no answer any more.
        self.asked_for = {}
        self.mine = []
        return WebSocket(f"{self.options.relay}/v1/console/socket", {})

    def hello(self):
        return {"credential": self.ticket}

    def command(self, key, frame):
        if key in self.asked_for.values():
            return
        self.ref += 1
        self.asked_for[self.ref] = key
        self.write({**frame, "ref": self.ref})

    def on_fact(self, frame):
        if frame["type"] == "floor.changed":
            self.mine = frame["mine"]
        elif frame["type"] == "done" or (frame["type"] == "refused" and "ref" in frame):
            # Whatever it was answered with: the floor tells what is to be done now.
            self.asked_for.pop(frame["ref"], None)

    def act(self, now):
        for item in self.mine:
            conversation = item["conversation"]
            self.attach(conversation)
            if item["state"] == "ringing":
                engagement = item["engagement"]
                accept = {"type": "engagement.accept", "conversation": conversation, "engagement": engagement}
                self.command(f"accept {engagement}", accept)
            elif item["state"] == "active":
                self.answer(item, now)
        if any(entry["kind"] == "engagement.resolved" for entry in self.entries):
            self.is_finished = self.cuts_left == 0

    def answer(self, item, now):
        conversation = item["conversation"]
        assignment = {"epoch": item["epoch"], "claim": item["claim"]}
        if self.may_speak(now):
            message = {"type": "message.send", "conversation": conversation, **assignment}
            for text in self.texts(f"rep {self.said_count}"):
                self.queue({**message, "body": {"text": text}})
            if self.said_count % 7 == 0:
                body = {"text": f"note {self.said_count}"}
                self.queue({"type": "note.add", "conversation": conversation, "body": body})
        if self.is_quiet() and len(self.messages("visitor")) == self.options.hear and self.cuts_left == 0:
            disposition = self.dispositions[item["site"]][0]
            resolve = {"type": "engagement.resolve", "conversation": conversation, **assignment}
            self.command("resolve", {**resolve, "disposition": disposition})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("party", choices=["visitor", "rep"])
    parser.add_argument("--relay", required=True)
    parser.add_argument("--site")
    parser.add_argument("--origin")
    parser.add_argument("--email")
    parser.add_argument("--password")
    parser.add_argument("--over", choices=["socket", "stream", "poll"], default="socket")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cuts", type=int, default=0)
    parser.add_argument("--say", type=int, default=3)
    parser.add_argument("--slip", type=int, default=0)
    parser.add_argument("--hear", type=int, default=3)
    parser.add_argument("--within", type=float, default=60.0)
    options = parser.parse_args()
    party = Visitor(options) if options.party == "visitor" else Rep(options)
    try:
        party.run(options.within)
    except (Closed, TimeoutError) as error:
        print(f"{options.party}: {error}", file=sys.stderr)
        sys.exit(1)
    json.dump(party.summary(), sys.stdout)


if __name__ == "__main__":
    main()
