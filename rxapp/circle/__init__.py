"""The reading circle: plan it, hold its weeks, end it with a film or a quiz, and get the bag of books back."""

from rxapp.circle.circle_page import circle_page
from rxapp.circle.circles_page import circles_page
from rxapp.circle.end_page import end_page
from rxapp.circle.kit_page import kit_page
from rxapp.circle.plan_page import plan_page
from rxapp.circle.quiz_page import quiz_page
from rxapp.circle.week_page import week_page

__all__ = ["circle_page", "circles_page", "end_page", "kit_page", "plan_page", "quiz_page", "week_page"]
