#!/usr/bin/env python3
"""What the clients need besides a client: users, messages, the certificate, and a look into mailboxes by IMAP.

  inbox.py user NAME             makes a user of this run alone, password "secret"; prints the address
  inbox.py messages FOLDER F T   writes messages from F to T, one a file
  inbox.py certificate FILE      writes the certificate that the listener submissions shows
  inbox.py same USER FILE [N]    waits for the message of that file, octet for octet below what servers put on top; N of it
  inbox.py copied USER FILE      waits for it in a copy by James, which may have other fields besides, and in another order
  inbox.py lines USER REGEX...   waits for a message that has for each expression a line that matches from end to end
  inbox.py subject USER TEXT     waits for a message whose subject means this text, whatever form it is written in

Ports come from the environment, see common.sh. Needs Python's own library alone.
"""

import email
import email.policy
import imaplib
import os
import pathlib
import random
import re
import ssl
import sys
import time
import urllib.request

HOST = "127.0.0.1"
SECRET = "secret"
WAIT_SECONDS_MAX = 60
FIELD = re.compile(rb"[!-9;-~]+:[^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*")
HEADER_FIELDS = re.compile(b"(?:" + FIELD.pattern + b")*")


def port(name, in_conf):
    return int(os.environ.get(name, in_conf))


def user(name):
    address = f"{name}-{os.urandom(6).hex()}@example.test"
    request = urllib.request.Request(
        f"http://{HOST}:{port('WEBADMIN_PORT', 8000)}/users/{address}",
        data=b'{"password":"%s"}' % SECRET.encode(),
        headers={"Content-Type": "application/json"},
        method="PUT",
    )
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20).close()
    return address


def certificate(file):
    pathlib.Path(file).write_text(ssl.get_server_certificate((HOST, port("SUBMISSIONS_PORT", 1465)), timeout=20))


def messages(folder, sender, recipient):
    """Messages that go wrong where framing does: dots, letters beyond US-ASCII, many octets, none at all."""
    lines = random.Random(sender)
    texts = {
        "plain": "Hello,\r\n\r\nthis is a line.\r\n",
        "dots": ".begins with a dot\r\n..\r\n.\r\n.\r\n...\r\nends with one.\r\n.\r\n",
        "eightbit": "Grüße, 你好, \U0001f40c\r\n" * 50,
        "empty": "",
        "large": "".join("line " + "." * lines.randrange(3) + "aäß€ " * lines.randrange(60) + "\r\n" for _ in range(5000)),
    }
    for name, text in texts.items():
        head = (
            f"From: <{sender}>\r\nTo: <{recipient}>\r\nSubject: {name}\r\n"
            f"Message-ID: <{name}.{os.urandom(6).hex()}@client.example.org>\r\n"
            f"Date: {time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime())}\r\n"
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        )
        pathlib.Path(folder, name + ".eml").write_bytes((head + text).encode())


def read_all(address):
    """All messages there, whole."""
    imap = imaplib.IMAP4(HOST, port("IMAP_PORT", 1143), timeout=20)
    try:
        imap.login(address, SECRET)
        imap.select("INBOX", readonly=True)
        numbers = imap.search(None, "ALL")[1][0].split()
        return [imap.fetch(number, "(BODY.PEEK[])")[1][0][1] for number in numbers]
    finally:
        imap.logout()


def is_delivery(message, sent):
    return message.endswith(sent) and HEADER_FIELDS.fullmatch(message[: len(message) - len(sent)]) is not None


def wait_for(address, wanted, told, times=1):
    deadline = time.monotonic() + WAIT_SECONDS_MAX
    while True:
        found = read_all(address)
        if sum(wanted(message) for message in found) >= times:
            print(f"ok: {told}")
            return
        if time.monotonic() > deadline:
            for message in found:
                sys.stderr.buffer.write(b"--- in the mailbox:\n" + message[:2000] + b"\n")
            sys.exit(f"mailbox of {address}: {len(found)} messages, none is {told}")
        time.sleep(0.5)


def same(address, file, times=1):
    sent = pathlib.Path(file).read_bytes()
    told = f"{times} x {pathlib.Path(file).name}, {len(sent)} octets"
    wait_for(address, lambda message: is_delivery(message, sent), told, int(times))


def copied(address, file):
    """James writes the header of a mail anew when it has made two of one, and puts MIME-Version on top."""
    sent = pathlib.Path(file).read_bytes()
    head, body = sent.split(b"\r\n\r\n", 1)
    fields = FIELD.findall(head + b"\r\n")

    def wanted(message):
        head_there, body_there = message.split(b"\r\n\r\n", 1)
        fields_there = FIELD.findall(head_there + b"\r\n")
        return body == body_there and all(fields_there.count(field) == 1 for field in fields)

    wait_for(address, wanted, f"a copy of {pathlib.Path(file).name}, {len(sent)} octets")


def lines(address, *expressions):
    patterns = [re.compile(expression.encode()) for expression in expressions]

    def wanted(message):
        of_message = message.split(b"\r\n")
        return all(any(pattern.fullmatch(line) for line in of_message) for pattern in patterns)

    wait_for(address, wanted, f"one with the lines {', '.join(expressions)}")


def subject(address, text):
    def wanted(message):
        return email.message_from_bytes(message, policy=email.policy.default)["Subject"] == text

    wait_for(address, wanted, f"one about {text}")


def main(verb, *arguments):
    verbs = (user, messages, certificate, same, copied, lines, subject)
    answer = {each.__name__: each for each in verbs}[verb](*arguments)
    if answer is not None:
        print(answer)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
