"""The command line: one of the three doors.

Comes in: arguments. Goes out: text for people, or with `--json` the same as data; exit status 0 done, 1 found wanting
(check), 2 wrong use or bad input, with a message on standard error that names the place.
Promises: every command takes `--json`; nothing is imported that a command does not use, so small commands start fast.
Never: holds a rule.
"""

from gongbao.cli.main import main

__all__ = ["main"]
