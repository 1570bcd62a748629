"""Mails of the allotment society. This docstring is not read by anyone."""

import logging
from email.message import EmailMessage

SUBJECT = "Your plot goes to the next on the list"
FOOTER = "This mailbox isn't monitored, so please don't write to it."
TEMPLATE = """\
Dear {name},

Your plot {plot!r} was found untended on {when:%d %B}. Rules are rules,
and they can't be bent for {anyone}.

%(count)d neighbours are waiting for it.

{footer}
"""


def build(member, plot):
    """Build the mail that is not read here, whatever it says."""
    # "This remark is not read by anyone."
    message = EmailMessage()
    message["Subject"] = SUBJECT
    message["From"] = "noreply@plots.example"
    text = TEMPLATE.format(name=member.name, plot=plot.number, when=plot.seen, footer=FOOTER)
    if plot.warned:
        text += f"We told you on {plot.warned:%d %B}, and you didn't answer {member.name!r}.\n"
    html = (
        f"<p>Dear {member.name},</p>"
        "<p>Your plot was given away. Nothing can be done about it.</p>"
        "<p>The committee has noted it.</p>"
    )
    logging.warning("The mail to %s could not be built today", member.name)
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    raise ValueError("The plot has no number, which cannot be right")
