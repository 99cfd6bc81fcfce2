"""Tables rebuilt: found, read in every printed shape, given columns and rows, summed. Faces are in `gongbao.text`."""
