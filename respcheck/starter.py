"""The text of files that the user fills in."""

from __future__ import annotations

#: What a text begins with that is still to be written; rules that hold one are refused.
BLANK = "FILL IN: "
#: What `respcheck new` writes, with the rule's code in place of `{code}`.
RULE = """\
code: {code}
severity: warning
message: "FILL IN: what is wrong, in a line; {match} stands for the words that were found"
help: "FILL IN: what to do instead"
why: "FILL IN: what it does to the reader"
#source: who says so
#rewrite: what to say instead, with {slots} for what only a person can know
flag:
  phrases:
    - "FILL IN: words to find, such as: we will (get back to|contact) you soon"
# Words near them that make it all right:
#unless:
#  - phrases: [within <number> days]
#    within: sentence
examples:
  bad:
    - "FILL IN: a sentence with [[the words to find]] marked"
    - "FILL IN: another one"
  good:
    - "FILL IN: a sentence that says it better"
    - "FILL IN: one that comes near and is all right"
"""
#: What `respcheck init` writes.
CONFIG = """\
# Settings of respcheck for this folder and those below it. `respcheck config FILE` shows what holds for a file.
# Take out the '#' before what you need.

# From which severity on findings fail a run: error, warning, note or never.
fail-on: error

# More warnings than this fail it, too.
#max-warnings: 20

# Leave out findings less sure than this: phrases are 0.9, what was learned is less.
#min-confidence: 0.7

# Rules by code, beginning of a code, name or family. `respcheck rule --all` lists them.
#select: [no-reply, policy-wall, RC301]
#extend-select: [cant-without-can]
#ignore:
#  - long-sentence
#  - path: "legal/*.txt"
#    sentence: All sales are final.
#    rules: [final-no-exceptions]
#    reason: asked for by counsel
#    until: 2027-01-31

# Severities of your own.
#severity:
#  understanding-demanded: note

# House words: findings inside these phrases are dropped, and rules named here keep silent.
#allow:
#  - sorry for any inconvenience
#  - upsell-in-trouble

# Files that are passed over, as in .gitignore.
#exclude: [archive/, "*.draft.txt"]

# Other settings for some files.
#paths:
#  "newsletters/**":
#    ignore: [RC4]
#    kind: template
#  "*.mail.txt":
#    dialect: liquid
#  "mails/de/**":
#    language: de

# Where the messages of exports are that nobody told us of: paths, or files of presets.
#messages: ["cards[*].reply.text"]

# Read included templates where they are included.
#follow-includes: true

# Settings and rules of others: a file, a folder of rules, or the name of an installed pack.
#extends: ../team/respcheck.yml
#packs: [house]

# Findings that were there before: see `respcheck baseline`.
#baseline: .respcheck-baseline.json
"""
