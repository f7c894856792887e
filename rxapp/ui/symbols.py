"""The picture symbols by which people find their own name: 48 drawings, each with one plain Dutch word.

The drawings are in `assets/symbols.svg`, their colours in `assets/symbols.css`.
"""

import reflex as rx

from rxapp.ui.words import msgid, t

SYMBOLS = {
    "anchor": msgid("anker"),
    "apple": msgid("appel"),
    "banana": msgid("banaan"),
    "bike": msgid("fiets"),
    "bird": msgid("vogel"),
    "bug": msgid("kever"),
    "bus": msgid("bus"),
    "cake": msgid("taart"),
    "camera": msgid("camera"),
    "car": msgid("auto"),
    "carrot": msgid("wortel"),
    "castle": msgid("kasteel"),
    "cat": msgid("kat"),
    "cherry": msgid("kers"),
    "cloud": msgid("wolk"),
    "clover": msgid("klaver"),
    "coffee": msgid("koffie"),
    "crown": msgid("kroon"),
    "dog": msgid("hond"),
    "drum": msgid("trommel"),
    "fish": msgid("vis"),
    "flower": msgid("bloem"),
    "grape": msgid("druif"),
    "guitar": msgid("gitaar"),
    "house": msgid("huis"),
    "key": msgid("sleutel"),
    "lamp": msgid("lamp"),
    "leaf": msgid("blad"),
    "moon": msgid("maan"),
    "mountain": msgid("berg"),
    "panda": msgid("panda"),
    "plane": msgid("vliegtuig"),
    "rabbit": msgid("konijn"),
    "rocket": msgid("raket"),
    "scissors": msgid("schaar"),
    "ship": msgid("schip"),
    "snail": msgid("slak"),
    "snowflake": msgid("sneeuwvlok"),
    "squirrel": msgid("eekhoorn"),
    "star": msgid("ster"),
    "sun": msgid("zon"),
    "tent": msgid("tent"),
    "tractor": msgid("tractor"),
    "train-front": msgid("trein"),
    "tree-pine": msgid("boom"),
    "truck": msgid("vrachtwagen"),
    "turtle": msgid("schildpad"),
    "umbrella": msgid("paraplu"),
}


def symbol_word(name: str | rx.Var[str]) -> rx.Var[str]:
    """Give the word of a symbol in the chosen language: "cat" -> "kat"."""
    return t(SYMBOLS[name] if isinstance(name, str) else rx.Var.create(SYMBOLS)[name])
