"""Which browser signed in, in the few words by which a person knows it: "Chrome, Windows"; nothing more is kept."""

BROWSERS = {
    "Edg": "Edge", "OPR/": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox", "FxiOS": "Firefox",
    "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari",
}  # fmt: skip
"""A word in what a browser says of itself, the telling ones first: most say that they are Chrome and Safari too."""

SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "CrOS": "Chromebook", "Windows": "Windows",
    "Mac OS X": "Mac", "Linux": "Linux",
}  # fmt: skip


def browser_name(agent: str) -> str:
    """The browser and the device of a User-Agent header; what is not known is left out."""
    found = (next((name for word, name in known.items() if word in agent), "") for known in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, found))
