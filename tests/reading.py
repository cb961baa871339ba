"""A page's words as a reader reads them: what only keeps a line's end in order is taken out."""


def said(response) -> str:
    return response.content.decode().replace("\u2060", "").replace("\u00a0", " ")
