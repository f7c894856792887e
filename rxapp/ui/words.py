"""Words on the screen: Dutch is written in the code, the other languages are looked up in the browser.

    t("Alles is bewaard")                                      -> a Var that follows the chosen language
    tn("{n} boek", "{n} boeken", loans.length())               -> the right form for a number
    t("{titel} is geleend aan {naam}", titel=row.title, naam=row.first_name)

Values may be Python values or Vars.  The catalogues are `rxapp/locales/*.po`; see `rxapp.locales`.
"""

from typing import Any

import reflex as rx
from reflex.vars.function import FunctionVar

from rxapp.browser import Handler, call, hook

LANGUAGES = {"nl": "Nederlands", "en": "English"}


def t(text: str | rx.Var[str], **values: Any) -> rx.Var[str]:
    """Give a Dutch text in the chosen language, with `{name}` replaced by each value.

    A text that is only known at run time may be a Var; mark its possible values with `msgid`.
    """
    return _say("words/language.js", "useTranslate", text, *([values] if values else []))


def tn(one: str, many: str, n: Any, **values: Any) -> rx.Var[str]:
    """Give the text that fits the number `n`; `{n}` in the text is the number."""
    return _say("words/language.js", "useTranslatePlural", one, many, n, *([values] if values else []))


def msgid(text: str) -> str:
    """Mark a Dutch text for the catalogue where it is only chosen, and give it back unchanged."""
    return text


def day_in_words(day: str | rx.Var[str]) -> rx.Var[str]:
    """Say an ISO date as people do: "vandaag", "over 2 weken, donderdag", "donderdag 3 december"; empty for none."""
    return _say("words/days.js", "useDayInWords", day)


def easy_day(day: str | rx.Var[str]) -> rx.Var[str]:
    """Say an ISO date for who reads with difficulty: "volgende week, dinsdag" where others read a date."""
    return _say("words/days.js", "useEasyDay", day)


def moment_in_words(moment: str | rx.Var[str]) -> rx.Var[str]:
    """Say an ISO moment as people do: "vandaag om 12:05"; empty for none."""
    return _say("words/days.js", "useMomentInWords", moment)


def month_in_words(month: str | rx.Var[str]) -> rx.Var[str]:
    """Say an ISO month: "december 2026"; empty for none."""
    return _say("words/days.js", "useMonthInWords", month)


def language() -> rx.Var[str]:
    """Give the chosen language: a key of `LANGUAGES`, "nl" until the person chooses another."""
    return hook("words/language.js", "useLanguage", kind=str)


def choose_language(code: str) -> Handler:
    """Give the handler that shows the whole app in another language at once and remembers it."""
    return call("words/language.js", "chooseLanguage", code)


def _say(file: str, name: str, *arguments: Any) -> rx.Var[str]:
    """Call the function that a hook returns, so that the text follows the language and the day."""
    return hook(file, name, kind=Any).to(FunctionVar).call(*arguments).to(str)
