"""Decisions that amend: their instructions read, carried out forwards and backwards. Faces are in `gongbao.text`."""
