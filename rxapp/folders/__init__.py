"""The folder ("mapje") of a learner: the list, the first conversation, goals, the timeline, and looking back."""

from rxapp.folders.about_page import about_page
from rxapp.folders.evaluation_page import evaluation_page
from rxapp.folders.folder_page import folder_page
from rxapp.folders.goal_page import goal_page, new_goal_page
from rxapp.folders.intake_page import intake_page
from rxapp.folders.learners_page import learners_page
from rxapp.folders.new_learner_page import new_learner_page
from rxapp.folders.taking_part_page import taking_part_page
from rxapp.folders.watch_page import watch_page

__all__ = [
    "about_page",
    "evaluation_page",
    "folder_page",
    "goal_page",
    "intake_page",
    "learners_page",
    "new_goal_page",
    "new_learner_page",
    "taking_part_page",
    "watch_page",
]
