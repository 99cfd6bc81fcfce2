"""gongbao: 政府公报里的制度，变成可运行的软件。

The rooms of the house and what each promises stand in docs/architecture.md; a room imports only rooms above it.
"""

__version__ = "0.1.0"
