#!/usr/bin/env python3
"""Python's smtplib: as a stranger, by STARTTLS with each AUTH it knows, inside TLS; reports by parameters; SMTPUTF8; VRFY and EXPN; LMTP."""

import os
import pathlib
import smtplib
import ssl
import sys
import tempfile

import inbox

CLIENT = "client.example.org"
MESSAGES = ("plain", "dots", "eightbit", "empty", "large")


class OneMechanism(smtplib.SMTP):
    """Logs in by one mechanism, where smtplib would take the first that it likes."""

    mechanism = "PLAIN"

    def ehlo(self, name=""):
        reply = super().ehlo(name)
        if "auth" in self.esmtp_features:
            self.esmtp_features["auth"] = self.mechanism
        return reply


def trusting(certificate):
    context = ssl.create_default_context(cafile=certificate)
    context.check_hostname = False
    return context


def expect(fact, sentence):
    if not fact:
        sys.exit(f"FAILED: {sentence}")
    print(f"ok: {sentence}")


def stranger(folder):
    readers = [inbox.user("reader"), inbox.user("second")]
    sender = "stranger@example.org"
    inbox.messages(folder, sender, readers[0])
    with smtplib.SMTP(inbox.HOST, inbox.port("SMTP_PORT", 1025), CLIENT, timeout=20) as smtp:
        for name in MESSAGES:
            octets = pathlib.Path(folder, name + ".eml").read_bytes()
            refused = smtp.sendmail(sender, readers, octets, mail_options=["BODY=8BITMIME"])
            expect(refused == {}, f"{name} is taken for both readers")
    for name in MESSAGES:
        for reader in readers:
            inbox.same(reader, os.path.join(folder, name + ".eml"))


def refusals():
    with smtplib.SMTP(inbox.HOST, inbox.port("SMTP_PORT", 1025), "workstation", timeout=20) as smtp:
        try:
            smtp.ehlo_or_helo_if_needed()
            sys.exit("FAILED: smtplib greeted as workstation")
        except smtplib.SMTPHeloError as refusal:
            expect(refusal.smtp_code == 550 and refusal.smtp_error.startswith(b"5.5.0"), "workstation is refused, 550 5.5.0")
    with smtplib.SMTP(inbox.HOST, inbox.port("SMTP_PORT", 1025), CLIENT, timeout=20) as smtp:
        try:
            smtp.sendmail("stranger@example.org", "nobody@elsewhere.example", b"Subject: relay\r\n\r\n")
            sys.exit("FAILED: a stranger could relay")
        except smtplib.SMTPRecipientsRefused as refusal:
            expect(refusal.recipients["nobody@elsewhere.example"][0] == 550, "a stranger cannot relay")
        try:
            smtp.sendmail("stranger@example.org", inbox.user("reader"), b"Subject: large\r\n\r\n" + b"octet\r\n" * 2_000_000)
            sys.exit("FAILED: a message was taken that is larger than SIZE says")
        except smtplib.SMTPSenderRefused as refusal:
            expect(refusal.smtp_code == 552, "14 MB are refused at MAIL, 552")


def submission(folder, context):
    for mechanism in ("PLAIN", "LOGIN"):
        writer, reader = inbox.user("writer"), inbox.user("reader")
        inbox.messages(folder, writer, reader)
        with OneMechanism(inbox.HOST, inbox.port("SUBMISSION_PORT", 1587), CLIENT, timeout=20) as smtp:
            smtp.mechanism = mechanism
            smtp.starttls(context=context)
            smtp.login(writer, inbox.SECRET)
            # smtplib asks for a second EHLO when told to, and sees what the login has earned.
            smtp.ehlo()
            expect(smtp.has_extn("dsn"), f"DSN is offered behind AUTH {mechanism}")
            for name in MESSAGES:
                octets = pathlib.Path(folder, name + ".eml").read_bytes()
                smtp.sendmail(
                    writer,
                    reader,
                    octets,
                    mail_options=["RET=HDRS", f"ENVID={name}+2B{mechanism}"],
                    rcpt_options=["NOTIFY=SUCCESS,FAILURE", f"ORCPT=rfc822;{name}+2B@example.test"],
                )
        for name in MESSAGES:
            inbox.same(reader, os.path.join(folder, name + ".eml"))
            inbox.lines(
                writer,
                f"Original-Envelope-Id: {name}\\+{mechanism}",
                f"Original-Recipient: rfc822; ?{name}\\+@example\\.test",
                "Action: delivered",
            )


def international(context):
    """UTF-8 in a header, by SMTPUTF8: the same text arrives, in the form of RFC 2047, since James would lose it in its own."""
    writer, reader, subject = inbox.user("writer"), inbox.user("reader"), "Grüße, 你好"
    message = f"From: <{writer}>\r\nTo: <{reader}>\r\nSubject: {subject}\r\n\r\n\U0001f40c\r\n".encode()
    with smtplib.SMTP_SSL(
        inbox.HOST, inbox.port("SUBMISSIONS_PORT", 1465), CLIENT, context=context, timeout=20
    ) as smtp:
        smtp.login(writer, inbox.SECRET)
        smtp.sendmail(writer, reader, message, mail_options=["SMTPUTF8", "BODY=8BITMIME"])
    inbox.subject(reader, subject)
    inbox.lines(reader, "\U0001f40c")


def verify(context):
    """VRFY and EXPN, for who has logged in."""
    writer, reader = inbox.user("writer"), inbox.user("reader")
    with smtplib.SMTP_SSL(
        inbox.HOST, inbox.port("SUBMISSIONS_PORT", 1465), CLIENT, context=context, timeout=20
    ) as smtp:
        expect(smtp.verify(reader)[0] == 503, "VRFY needs a greeting")
        smtp.ehlo()
        expect(smtp.verify(reader)[0] == 252, "VRFY tells nothing before the login")
        smtp.login(writer, inbox.SECRET)
        code, text = smtp.verify(reader)
        expect(code == 250 and reader.encode() in text, "VRFY knows a user")
        expect(smtp.verify("nobody@example.test")[0] == 550, "VRFY does not know who is none")
        expect(smtp.expn("nobody@example.test")[0] == 550, "EXPN neither")


def lmtp(folder):
    readers = [inbox.user("reader"), inbox.user("second")]
    sender = "stranger@example.org"
    inbox.messages(folder, sender, readers[0])
    with smtplib.LMTP(inbox.HOST, inbox.port("LMTP_PORT", 1124), CLIENT) as connection:
        for name in MESSAGES:
            octets = pathlib.Path(folder, name + ".eml").read_bytes()
            connection.ehlo_or_helo_if_needed()
            expect(connection.mail(sender)[0] == 250, f"{name} is taken by LMTP")
            for reader in readers:
                expect(connection.rcpt(reader)[0] == 250, f"for {reader}")
            replies = [connection.data(octets), connection.getreply()]
            expect([code for code, _ in replies] == [250, 250], "a reply for each reader")
    for name in MESSAGES:
        for reader in readers:
            inbox.same(reader, os.path.join(folder, name + ".eml"))


def main():
    print(f"Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as folder:
        certificate = os.path.join(folder, "james.pem")
        inbox.certificate(certificate)
        context = trusting(certificate)
        stranger(folder)
        refusals()
        submission(folder, context)
        international(context)
        verify(context)
        lmtp(folder)


if __name__ == "__main__":
    main()
